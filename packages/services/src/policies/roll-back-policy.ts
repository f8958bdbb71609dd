import { Fault } from "@holdfast/contracts/fault";
import type { RollBackPolicy } from "@holdfast/contracts/policy";
import { worded } from "@holdfast/contracts/worded";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { planRollBack } from "@holdfast/domain/policy/plan-rollout";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { withReach } from "./planned-push";
import { policyById, policyTarget } from "./policy-target";
import { strategyOf } from "./rollout-terms";
import { ACTIVE_PHASES, startRollout } from "./start-rollout";

/** Whether a rollout has ever brought a version to a cluster: then it went through its tests, its preview and its waves. */
async function hasBeenPushed(ctx: ServiceContext, policyId: string, version: number): Promise<boolean> {
  const reached = await ctx.db.prisma.rolloutTarget.count({
    where: { state: "applied", rollout: { policyId }, OR: [{ toVersion: version }, { toVersion: null, rollout: { toVersion: version } }] },
  });
  return reached > 0;
}

/**
 * Takes the clusters that have something of a policy back to an earlier version, or with version 0 takes it off them, through
 * the same waves. A rollout that is on its way is superseded: whoever rolls back wants it to stop.
 */
export async function rollBackPolicy(ctx: ServiceContext, input: RollBackPolicy): Promise<{ rolloutId: string }> {
  const policy = await policyById(ctx.db.prisma, input.policyId);
  const attempt = { action: "policy.roll-back", target: policyTarget(policy) };
  const deployed = await ctx.db.prisma.policyDeployment.findMany({ where: { policyId: policy.id }, select: { clusterId: true } });
  const moving = await ctx.db.prisma.rolloutTarget.findMany({
    where: {
      OR: [
        {
          rollout: { policyId: policy.id, phase: { in: ACTIVE_PHASES } },
          // Also what is to be ordered again: of the first order nobody knows what it left.
          OR: [{ state: { not: "pending" } }, { attempt: { gt: 0 } }, { toVersion: { not: null } }],
        },
        { rollout: { policyId: policy.id }, state: "applying" },
      ],
    },
    select: { clusterId: true },
  });
  const ids = [...new Set([...deployed, ...moving].map((row) => row.clusterId))];
  const clusters = (
    await ctx.db.prisma.cluster.findMany({ where: { id: { in: ids } }, select: clusterRowFields, orderBy: { name: "asc" } })
  ).map(clusterRow);
  if (clusters.length === 0) return refuse(ctx, attempt, new Fault("GateRefused", worded("NothingToRollBack")));
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters });
  if (input.toVersion > policy.latest)
    return refuse(ctx, attempt, new Fault("NotFound", worded("PolicyVersionAbsent", { version: input.toVersion })), decision);
  // The way back skips what a new version is tried by.
  if (input.toVersion > 0 && !(await hasBeenPushed(ctx, policy.id, input.toVersion)))
    return refuse(ctx, attempt, new Fault("GateRefused", worded("VersionNeverPushed", { version: input.toVersion })), decision);
  return transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${policy.id}::uuid FOR UPDATE`;
    const text = worded("RolledBackBy", { name: ctx.actor.name });
    await unit.tx.rollout.updateMany({
      where: { policyId: policy.id, phase: { in: ACTIVE_PHASES } },
      data: {
        phase: "Superseded",
        message: text.message,
        phrase: storedPhrase(text),
        finishedAt: ctx.now(),
        version: { increment: 1 },
      },
    });
    const { id } = await startRollout(ctx, unit, {
      policy,
      action: "rollBack",
      toVersion: input.toVersion,
      fromVersion: policy.latest,
      planned: planRollBack(strategyOf(policy), await withReach(unit.tx, clusters, ctx.now())),
      decision,
      reason: input.reason,
    });
    return { rolloutId: id };
  });
}
