import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { ACTIVE_PHASES } from "../policies/start-rollout";

interface Where {
  readonly policyId: string;
  readonly clusterId: string;
}

/** Whether an order of the policy is not answered yet, or was answered or given since: what is there is then no drift. */
export async function isBeingWritten(
  tx: Prisma.TransactionClient,
  { policyId, clusterId }: Where,
  since: Date,
  now: Date,
): Promise<boolean> {
  const orders = await tx.command.count({
    where: {
      clusterId,
      scope: `policy:${policyId}`,
      OR: [{ finishedAt: null, expiresAt: { gt: now } }, { finishedAt: { gte: since } }, { issuedAt: { gte: since } }],
    },
  });
  // Answered but not read back yet: the deployment still names what was there before.
  const targets = await tx.rolloutTarget.count({
    where: { clusterId, state: "applying", rollout: { policyId } },
  });
  return orders + targets > 0;
}

/** Whether a rollout of the policy may still bring something else to the cluster. */
export async function isExpected(tx: Prisma.TransactionClient, { policyId, clusterId }: Where): Promise<boolean> {
  const coming = await tx.rolloutTarget.count({
    where: {
      clusterId,
      OR: [
        { state: { in: ["pending", "applying"] }, rollout: { policyId, phase: { in: ACTIVE_PHASES } } },
        { state: { in: ["awaitingReturn", "applying"] }, rollout: { policyId, phase: { in: [...ACTIVE_PHASES, "Succeeded"] } } },
      ],
    },
  });
  return coming > 0;
}
