import type { Stage } from "@holdfast/contracts/rollout-strategy";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Adjustment } from "@holdfast/domain/policy/desired-objects";
import { ladderAdjustment } from "@holdfast/domain/policy/ladder";
import { waiverAdjustment } from "@holdfast/domain/policy/waiver-adjustment";
import { waiverScopes } from "./waiver-scopes";

/** What makes a policy's objects in one cluster differ from those of the version, but for its waivers: what it is judged by there. */
export const adjustmentsBesideWaivers = (stage: Stage): Adjustment[] => [ladderAdjustment(stage === "enforce" ? null : stage)];

/** What makes a policy's objects in one cluster differ from those of the version, in the order in which it is applied. */
export async function adjustmentsOf(
  prisma: Prisma.TransactionClient,
  policyId: string,
  clusterId: string,
  stage: Stage,
): Promise<Adjustment[]> {
  return [...adjustmentsBesideWaivers(stage), waiverAdjustment(await waiverScopes(prisma, policyId, clusterId))];
}
