import { Fault } from "@holdfast/contracts/fault";
import type { DecideRollout, RolloutPhase } from "@holdfast/contracts/policy";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { canDecideRollout } from "@holdfast/domain/policy/rollout-gates";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import { refuse } from "../access/refuse";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireApproverFactor } from "../sign-in/require-approver-factor";
import { type LoadedRollout, wavesOf } from "./load-rollout-facts";
import { rolloutCaller, rolloutTarget } from "./rollout-view";

/** The clusters that a yes lets the rollout reach: those of the wave that waits, and of every one after it that asks nobody again. */
function decidedTargets(rollout: LoadedRollout) {
  const waves = wavesOf(rollout);
  const asked = waves.findIndex(({ needsApproval }, wave) => wave > rollout.currentWave && needsApproval);
  const end = asked < 0 ? waves.length : asked;
  return rollout.targets.filter(({ wave }) => wave >= rollout.currentWave && wave < end);
}

/** The second pair of eyes on a wave: someone other than the requester lets it start, or ends the rollout. */
export async function decideRollout(ctx: ServiceContext, input: DecideRollout): Promise<void> {
  const rollout = await ctx.db.prisma.rollout.findUnique({ where: { id: input.rolloutId }, include: { policy: true, targets: true } });
  if (!rollout) throw new Fault("NotFound", worded("RolloutAbsent"));
  const waiting = decidedTargets(rollout).map((target) => target.clusterId);
  const clusters = (
    await ctx.db.prisma.cluster.findMany({ where: { id: { in: waiting } }, select: clusterRowFields, orderBy: { name: "asc" } })
  ).map(clusterRow);
  const attempt = { action: `policy.${input.decision}`, target: rolloutTarget(rollout) };
  const decision = await authorise(ctx, { permission: "policy:approve", ...attempt, clusters, requestedById: rollout.requestedById });
  // The column is only written by this package, with the words of the contracts.
  await refuseByGate(
    ctx,
    attempt,
    canDecideRollout({ phase: rollout.phase as RolloutPhase, requestedById: rollout.requestedById, ...(await rolloutCaller(ctx)) }),
    decision,
  );
  if (input.decision === "approve") await requireApproverFactor(ctx, attempt, decision);
  if (rollout.version !== input.version) return refuse(ctx, attempt, new Fault("VersionConflict", worded("RolloutMovedOn")), decision);
  const said = {
    approverName: ctx.actor.name,
    decision: input.decision,
    comment: input.comment,
    at: ctx.now().toISOString(),
    wave: rollout.currentWave,
  };
  await transact(ctx.db, ctx.now, async (unit) => {
    const isApproved = input.decision === "approve";
    const declined = worded("RolloutDeclinedBy", { name: ctx.actor.name, comment: input.comment || worded("NoComment") });
    const text = isApproved ? { message: "" } : declined;
    const changed = await unit.tx.rollout.updateMany({
      where: { id: rollout.id, version: input.version, phase: "AwaitingApproval" },
      data: {
        phase: isApproved ? "Running" : "Rejected",
        message: text.message,
        phrase: storedPhrase(text),
        decisions: [...(rollout.decisions as Prisma.InputJsonValue[]), said],
        version: { increment: 1 },
        ...(isApproved ? {} : { finishedAt: ctx.now() }),
      },
    });
    if (changed.count === 0) throw new Fault("VersionConflict", worded("RolloutMovedOn"));
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: attempt.target,
      outcome: "succeeded",
      reason: input.comment || null,
      before: { phase: rollout.phase, wave: rollout.currentWave },
      after: { phase: isApproved ? "Running" : "Rejected", clusters: clusters.map((cluster) => cluster.name) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "rollout.changed",
      clusterIds: rollout.targets.map((target) => target.clusterId),
      subject: { kind: "rollout", id: rollout.id },
      payload: { decision: input.decision },
    });
    unit.wake({ topic: "rollout", key: rollout.id });
  });
}
