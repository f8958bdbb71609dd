import { PlanSpec } from "@holdfast/contracts/plan";
import { RunMode } from "@holdfast/contracts/run-mode";
import { WorkflowName } from "@holdfast/contracts/workflow";
import { changedObject } from "@holdfast/domain/plan/changed-object";
import { stepInMode } from "@holdfast/domain/plan/step-in-mode";
import { approvedWorkflow } from "@holdfast/domain/plan/workflow";
import type { ServiceContext } from "../context/service-context";

/** Which failover changes an object right now: its plan's name, or null. */
export type ChangingPlan = (object: {
  readonly clusterName: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}) => string | null;

const keyOf = ({ cluster, kind, namespace, name }: { cluster: string; kind: string; namespace: string | null; name: string }) =>
  JSON.stringify([cluster, kind, namespace, name]);

/**
 * What the failovers that act on these clusters now change there. A run that is paused or waits for an operator is not among them: then
 * it is for people to act. Nor is a rehearsal, which changes nothing.
 */
export async function changingRuns({ db }: ServiceContext, clusterIds: readonly string[]): Promise<ChangingPlan> {
  const ids = [...clusterIds];
  const runs = await db.prisma.run.findMany({
    where: {
      phase: { in: ["Running", "Undoing"] },
      kind: { not: "rehearsal" },
      OR: [{ primaryId: { in: ids } }, { standbyId: { in: ids } }, { otherIds: { hasSome: ids } }],
    },
    select: { planId: true, planVersion: true, workflow: true, mode: true, plan: { select: { name: true } } },
  });
  const planOf = new Map<string, string>();
  for (const { planId, planVersion, workflow, mode, plan } of runs) {
    const version = await db.prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId, number: planVersion } } });
    for (const step of approvedWorkflow(PlanSpec.parse(version.spec), WorkflowName.parse(workflow)).steps) {
      const inMode = stepInMode(step, RunMode.parse(mode));
      const changed = inMode && changedObject(inMode);
      if (changed) planOf.set(keyOf(changed), plan.name);
    }
  }
  return ({ clusterName, ...object }) => planOf.get(keyOf({ cluster: clusterName, ...object })) ?? null;
}
