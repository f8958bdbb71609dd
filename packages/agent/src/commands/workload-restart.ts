import { workloadRestart } from "@holdfast/contracts/commands/workload-restart";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { PatchOperation } from "../kube/kube-port";
import { workloadRef } from "../kube/workloads";
import { aboutObject } from "../objects/about-object";
import { readVeryObject } from "../objects/read-very-object";
import { defineCommand, Refused } from "./define-command";
import { untilNotOvertaken } from "./until-not-overtaken";

interface Restartable extends KubeObject {
  readonly spec?: {
    readonly paused?: boolean;
    readonly template?: { readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> } | null };
  };
}

/** The annotation of `kubectl rollout restart`, so that both count the same restarts. */
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
const TEMPLATE = "/spec/template/metadata";
const POINTER = `${TEMPLATE}/annotations/kubectl.kubernetes.io~1restartedAt`;

/** Sets the annotation. A map that has to be made first is made only while nobody else has changed the spec. */
function annotate({ metadata, spec }: Restartable, restartedAt: string): PatchOperation[] {
  const isSame: PatchOperation = { op: "test", path: "/metadata/uid", value: metadata?.uid };
  const template = spec?.template?.metadata;
  if (template?.annotations) return [isSame, { op: "add", path: POINTER, value: restartedAt }];
  const isUntouched: PatchOperation = { op: "test", path: "/metadata/generation", value: metadata?.generation };
  const annotations = { [RESTARTED_AT]: restartedAt };
  const added: PatchOperation = template
    ? { op: "add", path: `${TEMPLATE}/annotations`, value: annotations }
    : { op: "add", path: TEMPLATE, value: { annotations } };
  return [isSame, isUntouched, added];
}

/** `workload.restart`: new pods for old, at the pace of the workload's own strategy. */
export const restartWorkload = defineCommand({
  contract: workloadRestart,
  rbac: [{ apiGroups: ["apps"], resources: ["deployments", "statefulsets", "daemonsets"], verbs: ["get", "patch"] }],
  handle: ({ kube }, { uid, restartedAt, ...target }) =>
    untilNotOvertaken(async () => {
      const ref = workloadRef(target);
      const about = aboutObject(ref);
      const live = await readVeryObject<Restartable>(kube, ref, uid);
      if (live.spec?.paused) throw new Refused("Paused", `${target.name} is paused, so nothing would restart. Resume its rollout first.`);
      const before = live.spec?.template?.metadata?.annotations?.[RESTARTED_AT] ?? null;
      if (before === restartedAt)
        return { output: { hasChanged: false }, changes: [{ ...about, operation: "none", fields: [], warnings: [] }] };
      const { warnings } = await kube.patch<Restartable>(ref, annotate(live, restartedAt));
      const fields = [{ path: POINTER, before, after: restartedAt }];
      return { output: { hasChanged: true }, changes: [{ ...about, operation: "update", fields, warnings }] };
    }),
});
