import { Fault } from "@holdfast/contracts/fault";
import type { ImpactRef } from "@holdfast/contracts/policy-impact";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { canStopImpact } from "@holdfast/domain/policy/impact-gates";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { placedClusters, policyById, policyTarget } from "../policies/policy-target";

/** Ends a look at what a version would say. What was found in clusters that were judged to their end is kept. */
export async function stopImpact(ctx: ServiceContext, { policyId, version }: ImpactRef): Promise<void> {
  const policy = await policyById(ctx.db.prisma, policyId);
  const attempt = { action: "policy.stop-impact", target: policyTarget(policy) };
  const clusters = await placedClusters(ctx.db.prisma, policy.placement);
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters });
  const impact = await ctx.db.prisma.policyImpact.findUnique({ where: { policyId_number: { policyId, number: version } } });
  await refuseByGate(ctx, attempt, canStopImpact(impact && { isFinished: impact.finishedAt !== null }), decision);
  await transact(ctx.db, ctx.now, async (unit) => {
    const stopped = await unit.tx.policyImpact.updateMany({
      where: { policyId, number: version, finishedAt: null },
      data: { state: "stopped", finishedAt: ctx.now(), stoppedByName: ctx.actor.name },
    });
    if (stopped.count === 0) throw new Fault("WrongPhase", worded("ImpactEnded"));
    await unit.tx.policyImpactCluster.updateMany({
      where: { impact: { policyId, number: version }, state: { in: ["waiting", "judging"] } },
      data: { state: "stopped", judged: 0, distinct: 0 },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      ...{ before: null, after: { version } },
    });
    unit.emit({
      type: "policy.impact-changed",
      clusterIds: clusters.map(({ id }) => id),
      subject: { kind: "policy", id: policyId },
      payload: { version },
    });
  });
}
