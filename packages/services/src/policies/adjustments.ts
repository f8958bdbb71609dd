import type { Stage } from "@holdfast/contracts/rollout-strategy";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Adjustment } from "@holdfast/domain/policy/desired-objects";
import { ladderAdjustment } from "@holdfast/domain/policy/ladder";

/** What makes a policy's objects in one cluster differ from those of the version, in the order in which it is applied. */
export async function adjustmentsOf(
  _prisma: Prisma.TransactionClient,
  _policyId: string,
  _clusterId: string,
  stage: Stage,
): Promise<Adjustment[]> {
  return [ladderAdjustment(stage === "enforce" ? null : stage)];
}
