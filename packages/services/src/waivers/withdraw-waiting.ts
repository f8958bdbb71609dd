import { worded } from "@holdfast/contracts/worded";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { rolloutTarget } from "../policies/rollout-view";

/**
 * Takes back what was begun for waivers and still waits for an approval, where a waiver has ended in one of its clusters since: what makes
 * stricter does not wait for a yes to something else. What it was to bring to other clusters is asked for anew. Answers whether there was any.
 */
export async function withdrawWaiting(
  ctx: ServiceContext,
  unit: Unit,
  policy: { readonly id: string },
  clusterIds: readonly string[],
): Promise<boolean> {
  const waiting = await unit.tx.rollout.findMany({
    where: {
      ...{ policyId: policy.id, action: "push", requestedById: ctx.actor.id, phase: "AwaitingApproval" },
      targets: { some: { clusterId: { in: [...clusterIds] }, state: "pending" } },
    },
    include: { policy: true, targets: { select: { clusterId: true } } },
  });
  const text = worded("WaiverWithdrawn");
  for (const rollout of waiting) {
    const { id, version } = rollout;
    const { count } = await unit.tx.rollout.updateMany({
      where: { id, version, phase: "AwaitingApproval" },
      data: { phase: "Halted", ...{ message: text.message, phrase: storedPhrase(text) }, finishedAt: ctx.now(), version: { increment: 1 } },
    });
    if (count === 0) continue;
    unit.audit({
      ...{ actor: ctx.actor, action: "policy.halt", target: rolloutTarget(rollout), outcome: "succeeded", reason: text.message },
      ...{ before: { phase: rollout.phase }, after: { phase: "Halted" }, decision: null, requestId: ctx.requestId },
    });
    const reached = rollout.targets.map(({ clusterId }) => clusterId);
    unit.emit({ type: "rollout.changed", clusterIds: reached, subject: { kind: "rollout", id }, payload: { phase: "Halted" } });
  }
  return waiting.length > 0;
}
