import { Fault } from "@holdfast/contracts/fault";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { worded } from "@holdfast/contracts/worded";
import { readConstraint } from "@holdfast/policy-engines/gatekeeper/constraint";
import { readConstraintTemplate } from "@holdfast/policy-engines/gatekeeper/constraint-template";
import { judgeObjects, type ObjectJudgement } from "@holdfast/policy-engines/gatekeeper/judge-objects";
import type { KubeObject } from "@holdfast/policy-engines/gatekeeper/kube-object";
import type { Read } from "@holdfast/policy-engines/gatekeeper/manifest-findings";
import { type PreparedTemplate, prepareTemplate } from "@holdfast/policy-engines/gatekeeper/prepare-template";
import { createRegoEngine } from "@holdfast/policy-engines/rego/rego-engine";
import type { ImpactJudge, JudgedWrite } from "@holdfast/services/policy-impact/impact-judge";

/** For one page of objects by one constraint. What takes longer would hold Gatekeeper's webhook up as well. */
const DEADLINE_MS = 20_000;
/** So many templates are kept compiled: more than one version can hold, so that none is let go of while it is asked. */
const MOST_PREPARED = 60;

function good<T>(read: Read<T>, { kind, metadata }: PolicyObject): T {
  if (read.isGood) return read.value;
  throw new Fault("InvalidInput", worded("PolicyObjectWrong", { object: `${kind} ${metadata.name}`, problems: read.findings }));
}

function saidOf(judgement: ObjectJudgement, policy: string): readonly string[] {
  if (judgement.state === "judged") return judgement.violations.map(({ message }) => message);
  if (judgement.state === "unmatched") return [];
  // Who can't be judged must not look clean.
  const problem = judgement.state === "failed" ? judgement.problem.message : "the labels of a namespace are not known";
  throw new Fault("Unavailable", worded("ImpactRegoFailed", { policy, problem }));
}

const labelsOf = ({ namespace, namespaceObject }: JudgedWrite): [string, Readonly<Record<string, string>>][] => {
  const { labels = {} } = (namespaceObject?.metadata ?? {}) as { labels?: Readonly<Record<string, string>> };
  return namespaceObject ? [[namespace, labels]] : [];
};

const objectOf = ({ object, kind, resource: { group, version } }: JudgedWrite): KubeObject => ({
  ...(object as unknown as KubeObject),
  ...{ kind, apiVersion: group === "" ? version : `${group}/${version}` },
});

/** Judges by the OPA that the library's tests are run by, in workers without network, which are ended when a policy takes too long. */
export function regoJudge(deadlineMs = DEADLINE_MS): ImpactJudge & { close(): Promise<void> } {
  const engine = createRegoEngine({ workers: 2, deadlineMs });
  const prepared = new Map<string, Promise<PreparedTemplate>>();
  const prepare = async (manifest: PolicyObject) =>
    good(await prepareTemplate(engine, good(readConstraintTemplate(manifest), manifest)), manifest);

  function preparedOf(manifest: PolicyObject): Promise<PreparedTemplate> {
    const key = JSON.stringify([manifest.apiVersion, manifest.metadata.name, manifest.spec]);
    const known = prepared.get(key) ?? prepare(manifest);
    prepared.delete(key);
    prepared.set(key, known);
    known.catch(() => prepared.delete(key));
    const [oldest] = prepared.keys();
    if (prepared.size > MOST_PREPARED && oldest !== undefined) {
      const gone = prepared.get(oldest);
      prepared.delete(oldest);
      void gone?.then(({ policy }) => engine.release(policy)).catch(() => undefined);
    }
    return known;
  }

  return {
    async judge(template, manifest, writes) {
      const ready = await preparedOf(template);
      const constraint = good(readConstraint(manifest, ready.template), manifest);
      const question = {
        ...{ constraint, objects: writes.map(objectOf), operation: "CREATE" as const },
        namespaceLabels: new Map(writes.flatMap(labelsOf)),
      };
      const judgements = await judgeObjects(engine, ready, question);
      return judgements.map((judgement) => saidOf(judgement, manifest.metadata.name));
    },
    close: () => engine.dispose(),
  };
}
