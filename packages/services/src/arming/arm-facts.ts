import type { PlanSpec } from "@holdfast/contracts/plan";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type ArmFacts, openArmingPhases } from "@holdfast/domain/gates/can-arm";
import { childCallsOf } from "@holdfast/domain/plan/child-plans";
import { requestFacts } from "../failover/request-facts";

/** What the gate of an arming looks at, read from the store. */
export async function armFacts(
  tx: Prisma.TransactionClient,
  plan: { readonly id: string; readonly groupId: string; readonly spec: PlanSpec },
  version: number,
  now: Date,
): Promise<ArmFacts> {
  const [open, request] = await Promise.all([
    tx.arming.findFirst({
      where: { groupId: plan.groupId, phase: { in: [...openArmingPhases] } },
      include: { plan: { select: { name: true } } },
    }),
    requestFacts(tx, plan, { version, workflow: "activate", mode: "ungraceful" }, now),
  ]);
  const hasOthers = (plan.spec.spec.others ?? []).length > 0;
  const hasChildren = childCallsOf(plan.spec).length > 0;
  return { hasTrigger: plan.spec.spec.trigger !== undefined, hasOthers, hasChildren, armedPlan: open?.plan.name ?? null, request };
}
