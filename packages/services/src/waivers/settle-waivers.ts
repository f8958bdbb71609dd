import { Stage } from "@holdfast/contracts/rollout-strategy";
import { worded } from "@holdfast/contracts/worded";
import type { PolicyWaiver } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { planRollBack } from "@holdfast/domain/policy/plan-rollout";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { applyInput } from "../policies/apply-input";
import { withReach } from "../policies/planned-push";
import { policyTarget } from "../policies/policy-target";
import { strategyOf } from "../policies/rollout-terms";
import { ACTIVE_PHASES, startRollout } from "../policies/start-rollout";
import { waiverClusters } from "./waiver-facts";

interface Differing {
  readonly version: number;
  readonly stage: Stage;
  readonly clusterIds: readonly string[];
}

/** The clusters that have something else than the waivers that hold now make of their version, by that version and how strictly it acts there. */
async function outOfLine(ctx: ServiceContext, policy: { id: string; name: string }, clusterIds: readonly string[]) {
  const { prisma } = ctx.db;
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

async function settlePolicy(ctx: ServiceContext, policyId: string, waivers: readonly PolicyWaiver[]): Promise<void> {
  const { prisma } = ctx.db;
  const policy = await prisma.policy.findUnique({ where: { id: policyId } });
  const clusterIds = [...new Set(waivers.flatMap((waiver) => waiver.clusterIds))];
  const differing = policy ? await outOfLine(ctx, policy, clusterIds) : [];
  const since = new Date(Math.max(...waivers.map(({ unsettledSince }) => unsettledSince?.getTime() ?? 0)));
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${policyId}::uuid FOR UPDATE`;
    // What is on its way takes the waivers along, or leaves them to be looked at when it has ended.
    if ((await unit.tx.rollout.count({ where: { policyId, phase: { in: ACTIVE_PHASES } } })) > 0) return;
    if (!policy || differing.length === 0) {
      // Not audited: it notes that nothing is left to do.
      const whose = { id: { in: waivers.map(({ id }) => id) }, unsettledSince: { lte: since } };
      await unit.tx.policyWaiver.updateMany({ where: whose, data: { unsettledSince: null } });
      for (const { id } of waivers)
        unit.emit({ type: "policy.waiver-changed", clusterIds, subject: { kind: "waiver", id }, payload: { isSettled: true } });
      return;
    }
    for (const { version: toVersion, stage, clusterIds: ids } of differing) {
      // One try for each change: what a cluster refused once, it is not sent again by itself.
      const own = {
        policyId,
        toVersion,
        requestedById: ctx.actor.id,
        requestedAt: { gte: since },
        targets: { some: { clusterId: { in: [...ids] } } },
      };
      if ((await unit.tx.rollout.count({ where: own })) > 0) continue;
      const clusters = await waiverClusters(unit.tx, ids);
      const attempt = { permission: "policy:push", action: "policy.push", target: policyTarget(policy), clusters } as const;
      const decision = await authorise(ctx, attempt);
      const reason = worded("WaiverReapplied").message;
      const { terms, ...placed } = planRollBack(strategyOf(policy), await withReach(unit.tx, clusters, ctx.now()));
      // Nothing gets stricter or milder by a waiver: each cluster stays at its stage.
      const planned = { ...placed, terms: { ...terms, stages: [stage] } };
      await startRollout(ctx, unit, { policy, action: "push", toVersion, fromVersion: toVersion, planned, decision, reason });
      return;
    }
  });
}

/**
 * Brings the clusters in line with the waivers that began or ended: the version that each has, with what the waivers let through now, by
 * a rollout like any other, through its waves and approvals. Never while one of the same policy is on its way. Level-triggered: it looks at what each
 * cluster has and is to have.
 */
export async function settleWaivers(ctx: ServiceContext): Promise<void> {
  const rows = await ctx.db.prisma.policyWaiver.findMany({ where: { unsettledSince: { not: null } } });
  for (const policyId of new Set(rows.map((row) => row.policyId)))
    await settlePolicy(
      ctx,
      policyId,
      rows.filter((row) => row.policyId === policyId),
    );
}
