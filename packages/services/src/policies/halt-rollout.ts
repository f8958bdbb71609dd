import { Fault } from "@holdfast/contracts/fault";
import type { HaltRollout, RolloutPhase } from "@holdfast/contracts/policy";
import { worded } from "@holdfast/contracts/worded";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { canHaltRollout } from "@holdfast/domain/policy/rollout-gates";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { rolloutTarget } from "./rollout-view";

/** Stops a rollout where it is: what was applied stays, nothing more is sent. */
export async function haltRollout(ctx: ServiceContext, input: HaltRollout): Promise<void> {
  const rollout = await ctx.db.prisma.rollout.findUnique({ where: { id: input.rolloutId }, include: { policy: true, targets: true } });
  if (!rollout) throw new Fault("NotFound", worded("RolloutAbsent"));
  const ids = rollout.targets.map((target) => target.clusterId);
  const clusters = (
    await ctx.db.prisma.cluster.findMany({ where: { id: { in: ids } }, select: clusterRowFields, orderBy: { name: "asc" } })
  ).map(clusterRow);
  const attempt = { action: "policy.halt", target: rolloutTarget(rollout) };
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters });
  // The column is only written by this package, with the words of the contracts.
  await refuseByGate(ctx, attempt, canHaltRollout(rollout.phase as RolloutPhase), decision);
  const text = worded("RolloutHaltedBy", { name: ctx.actor.name, reason: input.reason });
  await transact(ctx.db, ctx.now, async (unit) => {
    const halted = await unit.tx.rollout.updateMany({
      where: { id: rollout.id, phase: { in: ["Running", "AwaitingApproval"] } },
      data: {
        phase: "Halted",
        message: text.message,
        phrase: storedPhrase(text),
        finishedAt: ctx.now(),
        version: { increment: 1 },
      },
    });
    if (halted.count === 0) throw new Fault("WrongPhase", worded("RolloutEnded"));
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: attempt.target,
      outcome: "succeeded",
      reason: input.reason,
      before: { phase: rollout.phase },
      after: { phase: "Halted" },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "rollout.changed", clusterIds: ids, subject: { kind: "rollout", id: rollout.id }, payload: { phase: "Halted" } });
  });
}
