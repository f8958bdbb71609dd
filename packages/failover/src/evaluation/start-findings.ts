import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { replicasAfter } from "../checks/room-asked";
import { imageReasons, type StartFacts, startFacts } from "../checks/start-facts";
import { type Finding, finding } from "../define-step";
import type { Site } from "../step-context";
import type { StepAsked } from "./demands-of";

const NAMED = 10;
const list = (names: readonly string[]) =>
  names.length === 0 ? "-" : `${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? `, … (${names.length})` : ""}`;

/** What stands in the way of further pods; where others of the workload are ready, something was there once, so it only warns. */
function waitingFinding(site: string, object: string, { waiting, ready, secrets, configMaps }: StartFacts): Finding[] {
  if (!waiting) return [];
  const severity = ready > 0 ? "warning" : "blocking";
  const { pod, reason } = waiting;
  if (imageReasons.includes(reason)) return [finding("ImageNotPulled", severity, object, { site, pod, reason })];
  return [finding("ReferenceMissing", severity, object, { site, pod, reason, secrets: list(secrets), configMaps: list(configMaps) })];
}

/** What nobody can see of a workload of which no pod is ready. Where one is, it has found all that it refers to. */
function unseenFindings(site: string, object: string, { waiting, ready, secrets, configMaps, unseenImages }: StartFacts): Finding[] {
  if (waiting || ready > 0) return [];
  return [
    ...(secrets.length + configMaps.length > 0
      ? [finding("ReferencesUnproven", "warning", object, { site, secrets: list(secrets), configMaps: list(configMaps) })]
      : []),
    ...(unseenImages.length > 0 ? [finding("ImagesUnproven", "warning", object, { site, images: list(unseenImages) })] : []),
  ];
}

/**
 * Whether the pods that steps add would find their images and what they refer to. An agent may read no Secret and no ConfigMap, so what
 * shows it is pods: those that wait for something, and those that run. Where there is neither, that is said.
 */
export async function startFindings(db: Database, sites: readonly Site[], asked: readonly StepAsked[]): Promise<PlanFinding[]> {
  const growing = asked.filter((each) => !each.isOfChild && replicasAfter(each, each.replicas) > each.replicas);
  const found = sites.map(async ({ id, name }) => {
    const here = growing.filter(({ cluster }) => cluster === name);
    if (here.length === 0) return [];
    const facts = await startFacts(
      db,
      id,
      here.map(({ workload }) => workload),
    );
    return facts.flatMap((each): PlanFinding[] => {
      const { kind, namespace, name: workload } = each.workload;
      const first = here.find(
        (one) => one.workload.kind === kind && one.workload.namespace === namespace && one.workload.name === workload,
      );
      if (!first) return [];
      const findings = [...waitingFinding(name, first.object, each), ...unseenFindings(name, first.object, each)];
      return findings.map((one) => ({ step: first.step, ...one }));
    });
  });
  return (await Promise.all(found)).flat();
}
