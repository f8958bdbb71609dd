import { Stage } from "@holdfast/contracts/rollout-strategy";
import type { PolicyWaiver, Prisma } from "@holdfast/db/generated/prisma/client";
import { applyInput } from "../policies/apply-input";
import { ACTIVE_PHASES } from "../policies/start-rollout";

/** Clusters that have a version at a stage, but not with what the waivers let through now. */
export interface Differing {
  readonly version: number;
  readonly stage: Stage;
  readonly clusterIds: readonly string[];
}

/** How long a cluster that could not be brought in line is left alone, and one that a rollout ended before. */
const AFTER_FAILURE_MS = 15 * 60_000;
const AFTER_END_MS = 60_000;

const unfinished = ["pending", "applying", "awaitingReturn"];

/** The clusters that a rollout of the policy has not done with: what it brings them is made with the waivers of that moment, or was before. */
export async function heldClusters(tx: Prisma.TransactionClient, policyId: string, clusterIds: readonly string[]): Promise<Set<string>> {
  const targets = await tx.rolloutTarget.findMany({
    where: {
      clusterId: { in: [...clusterIds] },
      OR: [
        { rollout: { policyId, phase: { in: ACTIVE_PHASES } }, state: { not: "failed" } },
        { rollout: { policyId, phase: "Succeeded" }, state: "awaitingReturn" },
        // Also of one that was halted: its order may still be carried out, and is read back.
        { rollout: { policyId }, state: "applying" },
      ],
    },
    select: { clusterId: true, wave: true, state: true, rollout: { select: { currentWave: true } } },
  });
  // What has been applied is watched, and may climb, until its wave is over.
  const isHeld = (target: (typeof targets)[number]) => unfinished.includes(target.state) || target.wave >= target.rollout.currentWave;
  return new Set(targets.filter(isHeld).map(({ clusterId }) => clusterId));
}

/** The clusters that have something else than the waivers that hold now make of their version, by that version and how strictly it acts there. */
export async function outOfLine(
  prisma: Prisma.TransactionClient,
  policy: { readonly id: string; readonly name: string },
  clusterIds: readonly string[],
): Promise<Differing[]> {
  const differing = new Map<string, Differing>();
  const deployments = await prisma.policyDeployment.findMany({ where: { policyId: policy.id, clusterId: { in: [...clusterIds] } } });
  for (const { clusterId, version, contentHash, stage } of deployments) {
    const wanted = await applyInput(prisma, policy, version, clusterId);
    if (wanted.contentHash === contentHash) continue;
    const key = `${version} ${stage}`;
    const known = differing.get(key) ?? { version, stage: Stage.parse(stage), clusterIds: [] };
    differing.set(key, { ...known, clusterIds: [...known.clusterIds, clusterId] });
  }
  return [...differing.values()].sort((a, b) => a.version - b.version);
}

/** Whether a waiver has ended that may still let something through in a cluster. */
export const hasEnded = ({ state }: Pick<PolicyWaiver, "state">): boolean => state === "expired" || state === "revoked";

/** Of clusters that differ, those that it is time to try: each is asked of its own target in the last try, and of nobody else's. */
export async function triable(
  tx: Prisma.TransactionClient,
  { policyId, toVersion, byId, now }: { policyId: string; toVersion: number; byId: string; now: Date },
  clusterIds: readonly string[],
  waivers: readonly PolicyWaiver[],
): Promise<string[]> {
  const tries = await tx.rolloutTarget.findMany({
    where: { clusterId: { in: [...clusterIds] }, rollout: { policyId, toVersion, action: "push", requestedById: byId } },
    select: { clusterId: true, state: true, attempt: true, rollout: { select: { phase: true, requestedAt: true, finishedAt: true } } },
    orderBy: { rollout: { requestedAt: "desc" } },
  });
  return clusterIds.filter((clusterId) => {
    const own = waivers.filter((waiver) => waiver.clusterIds.includes(clusterId));
    const since = Math.max(...own.map(({ unsettledSince }) => unsettledSince?.getTime() ?? 0));
    const last = tries.find((each) => each.clusterId === clusterId);
    if (!last || last.rollout.requestedAt.getTime() < since) return true;
    // A no to letting something through is not asked again. The end of a waiver is nothing to say no to.
    if (last.rollout.phase === "Rejected" && !own.some(hasEnded)) return false;
    const endedAt = (last.rollout.finishedAt ?? last.rollout.requestedAt).getTime();
    return now.getTime() - endedAt >= (last.attempt > 0 ? AFTER_FAILURE_MS : AFTER_END_MS);
  });
}
