import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { worded } from "@holdfast/contracts/worded";
import type { RolloutTarget } from "@holdfast/db/generated/prisma/client";
import type { RolloutDriver } from "./advance-rollout";
import { orderInput } from "./order-input";
import type { MovingRollout } from "./write-target";

const REHEARSAL_DEADLINE_MS = 5000;

/** What is to become of a target whose cluster is back. */
export type Return =
  | { readonly kind: "order" }
  | { readonly kind: "later" }
  | { readonly kind: "failed" | "superseded"; readonly text: Worded };

/** The rollouts that want something of a cluster that was away, and is not any more: also those that have ended. */
export async function rolloutsOfReturned({ db }: Pick<RolloutDriver["ctx"], "db">): Promise<string[]> {
  const waiting = await db.prisma.rolloutTarget.findMany({
    where: { state: "awaitingReturn" },
    select: { rolloutId: true, clusterId: true },
  });
  if (waiting.length === 0) return [];
  const back = await db.prisma.agentLink.findMany({
    where: { clusterId: { in: waiting.map(({ clusterId }) => clusterId) }, state: "connected" },
    select: { clusterId: true },
  });
  const ids = new Set(back.map(({ clusterId }) => clusterId));
  return [...new Set(waiting.filter(({ clusterId }) => ids.has(clusterId)).map(({ rolloutId }) => rolloutId))];
}

/** A later rollout of the same policy that has moved this cluster's matter on, or may yet. */
export async function laterRollout({ ctx }: RolloutDriver, rollout: MovingRollout, clusterId: string): Promise<string | null> {
  const later = await ctx.db.prisma.rollout.findMany({
    where: { policyId: rollout.policyId, requestedAt: { gt: rollout.requestedAt }, targets: { some: { clusterId } } },
    select: { phase: true },
  });
  return later.find(({ phase }) => phase !== "Rejected")?.phase ?? null;
}

/**
 * What is to become of a target whose cluster is back: its API server is asked first, in a dry run, because nobody could when the
 * version was pushed. What was overtaken meanwhile is not sent any more.
 */
export async function onReturn(driver: RolloutDriver, rollout: MovingRollout, target: RolloutTarget): Promise<Return> {
  const { clusterId } = target;
  const later = await laterRollout(driver, rollout, clusterId);
  // Whether a request takes this one's place is known when it was decided.
  if (later === "AwaitingApproval") return { kind: "later" };
  if (later !== null) return { kind: "superseded", text: worded("ReturnOvertaken") };
  const input = (await orderInput(driver.ctx.db.prisma, rollout, target)).input as unknown as Json;
  try {
    const { refusal } = await driver.live.ask(
      clusterId,
      commandRehearse,
      { name: policyApply.name, input },
      { deadlineMs: REHEARSAL_DEADLINE_MS },
    );
    return refusal ? { kind: "failed", text: { message: refusal.message } } : { kind: "order" };
  } catch (cause) {
    if (cause instanceof Fault) return { kind: "later" };
    throw cause;
  }
}
