import { worded } from "@holdfast/contracts/worded";
import type { Policy, PolicyWaiver } from "@holdfast/db/generated/prisma/client";
import { transact, type Unit } from "@holdfast/db/transact";
import { type PlannedRollout, planRollBack } from "@holdfast/domain/policy/plan-rollout";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { withReach } from "../policies/planned-push";
import { policyTarget } from "../policies/policy-target";
import { strategyOf } from "../policies/rollout-terms";
import { startRollout } from "../policies/start-rollout";
import { type Differing, hasEnded, heldClusters, outOfLine, triable } from "./out-of-line";
import { SettlePace } from "./settle-pace";
import { tellOverdue } from "./tell-overdue";
import { waiverClusters } from "./waiver-facts";
import { withdrawWaiting } from "./withdraw-waiting";

const withoutApprovals = (planned: PlannedRollout<ClusterRow>): PlannedRollout<ClusterRow> => ({
  ...planned,
  waves: planned.waves.map((wave) => ({ ...wave, needsApproval: false })),
});

/** Begins the rollout that brings clusters in line. The end of a waiver only makes stricter, and its beginning has had its second person: an end asks nobody. */
async function begin(ctx: ServiceContext, unit: Unit, policy: Policy, { version, stage, clusterIds }: Differing, isEnd: boolean) {
  const clusters = await waiverClusters(unit.tx, clusterIds);
  const attempt = { permission: "policy:push", action: "policy.push", target: policyTarget(policy), clusters } as const;
  const decision = await authorise(ctx, attempt);
  const reason = worded("WaiverReapplied").message;
  const { terms, ...placed } = planRollBack(strategyOf(policy), await withReach(unit.tx, clusters, ctx.now()));
  // Nothing gets stricter or milder by a waiver: each cluster stays at its stage.
  const asked = { ...placed, terms: { ...terms, stages: [stage] } };
  const planned = isEnd ? withoutApprovals(asked) : asked;
  await startRollout(ctx, unit, { policy, action: "push", toVersion: version, fromVersion: version, planned, decision, reason });
}

/** Notes of the waivers whose clusters are all in line that nothing is left to do. */
async function settled(unit: Unit, waivers: readonly PolicyWaiver[], open: ReadonlySet<string>): Promise<boolean> {
  let isAny = false;
  for (const { id, clusterIds, unsettledSince } of waivers) {
    if (clusterIds.some((clusterId) => open.has(clusterId))) continue;
    const { count } = await unit.tx.policyWaiver.updateMany({ where: { id, unsettledSince }, data: { unsettledSince: null } });
    if (count === 0) continue;
    isAny = true;
    unit.emit({ type: "policy.waiver-changed", clusterIds, subject: { kind: "waiver", id }, payload: { isSettled: true } });
  }
  return isAny;
}

async function settlePolicy(ctx: ServiceContext, policyId: string, waivers: readonly PolicyWaiver[]): Promise<boolean> {
  const { prisma } = ctx.db;
  const policy = await prisma.policy.findUnique({ where: { id: policyId } });
  const clusterIds = [...new Set(waivers.flatMap((waiver) => waiver.clusterIds))];
  const held = await heldClusters(prisma, policyId, clusterIds);
  const free = clusterIds.filter((id) => !held.has(id));
  const differing = policy ? await outOfLine(prisma, policy, free) : [];
  if (policy) await tellOverdue(ctx, policy.name, waivers);
  // Not audited: startRollout and withdrawWaiting audit what begins and ends; that nothing is left to do is a note.
  return transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${policyId}::uuid FOR UPDATE`;
    const endedIn = waivers.filter(hasEnded).flatMap((waiver) => waiver.clusterIds);
    if (policy && (await withdrawWaiting(ctx, unit, policy, endedIn))) return true;
    const heldNow = await heldClusters(unit.tx, policyId, clusterIds);
    const open = new Set([...held, ...heldNow, ...differing.flatMap((each) => each.clusterIds)]);
    const hasSettled = await settled(unit, waivers, open);
    if (!policy) return hasSettled;
    for (const group of differing) {
      const now = ctx.now();
      const still = group.clusterIds.filter((id) => !heldNow.has(id));
      const ids = await triable(unit.tx, { policyId, toVersion: group.version, byId: ctx.actor.id, now }, still, waivers);
      const isEnded = (id: string) => waivers.some((waiver) => hasEnded(waiver) && waiver.clusterIds.includes(id));
      const ended = ids.filter(isEnded);
      // What waits for an approval is never in the way of what makes stricter.
      const chosen = ended.length > 0 ? ended : ids;
      if (chosen.length === 0) continue;
      await begin(ctx, unit, policy, { ...group, clusterIds: chosen }, ended.length > 0);
      return true;
    }
    return hasSettled;
  });
}

/**
 * Brings the clusters in line with the waivers that began or ended: the version that each has, with what the waivers let through now, by
 * a rollout like any other, through its waves; through approvals only where a waiver begins. A cluster that a rollout of the policy has not
 * done with is left to it. Level-triggered: it looks at what each cluster has and is to have. A policy that fails is no other's trouble.
 */
export async function settleWaivers(ctx: ServiceContext, pace = new SettlePace()): Promise<void> {
  const rows = await ctx.db.prisma.policyWaiver.findMany({ where: { unsettledSince: { not: null } } });
  const policyIds = new Set(rows.map((row) => row.policyId));
  pace.keepOnly(policyIds);
  for (const policyId of policyIds) {
    const waivers = rows.filter((row) => row.policyId === policyId);
    const mark = waivers
      .map(({ id, version }) => `${id} ${version}`)
      .sort()
      .join();
    const now = ctx.now();
    if (!pace.isDue(policyId, mark, now)) continue;
    try {
      pace.looked(policyId, mark, now, await settlePolicy(ctx, policyId, waivers));
    } catch (err) {
      ctx.log.error({ err, reason: policyId }, "the waivers of a policy could not be settled");
      pace.looked(policyId, mark, now, false);
    }
  }
}
