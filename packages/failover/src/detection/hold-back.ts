import { randomUUID } from "node:crypto";
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Arming } from "@holdfast/db/generated/prisma/client";
import { startGuards } from "@holdfast/domain/gates/guards";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { type GuardedRun, gatherGuards, unmetWords } from "../runner/gather-guards";
import { gatherLoss } from "../runner/gather-loss";
import { gatherTerms } from "../runner/gather-terms";
import { lateOrders } from "../runner/late-orders";
import { groupBounds } from "../runner/people-facts";
import { blockingNow } from "../runner/start-run";
import type { WatchedPlan, WatchPorts } from "./watched-plans";

/** Why a run of this arming would not start, each with the code that stays the same while only a figure in it moves. */
export interface HeldBack {
  readonly code: string;
  readonly said: Worded;
}

/** The run that would be begun, as the guards know it. */
const draftOf = (arming: Arming): GuardedRun => ({
  ...{ id: randomUUID(), groupId: arming.groupId, epoch: 0n, armingId: arming.id, parentId: null, subjectHash: "" },
  ...{ requestedById: arming.requestedById, approvalsRequired: arming.approvalsRequired },
  ...{ origin: "trigger", mode: "ungraceful", kind: "real" },
});

async function rests(ports: WatchPorts, { groupId, trigger }: WatchedPlan): Promise<HeldBack[]> {
  const { last_ended_at: endedAt } = await groupBounds(ports.db.prisma, groupId);
  const delay = trigger.minDelaySeconds;
  const left = endedAt === null ? 0 : Math.ceil(delay - (ports.now().getTime() - endedAt.getTime()) / 1000);
  return left <= 0 ? [] : [{ code: "trigger-delay", said: worded("TriggerRests", { delay, left: Math.min(left, delay) }) }];
}

/** A run that people have approved goes first. One that waits for them does not keep automation. */
async function busy({ db }: WatchPorts, { groupId }: WatchedPlan): Promise<HeldBack[]> {
  const run = await db.prisma.run.findFirst({
    where: { groupId, kind: { not: "rehearsal" }, phase: { in: ["Approved", ...movingPhases] } },
    select: { plan: { select: { name: true } } },
  });
  return run ? [{ code: "group-busy", said: worded("GroupBusy", { plan: run.plan.name }) }] : [];
}

/** Asks every guard of a start, as they are now, and the plan's own delay: what keeps a run from being begun. Nothing when none does. */
export async function holdBack(ports: WatchPorts, plan: WatchedPlan, arming: Arming, signal: AbortSignal): Promise<HeldBack[]> {
  const { primary, standby, stores } = plan;
  const draft = draftOf(arming);
  const lossOf = { groupId: arming.groupId, planId: arming.planId, acceptedLoss: arming.acceptedLoss };
  const [blocking, late, loss, terms, resting, occupied] = await Promise.all([
    blockingNow(ports, arming, "ungraceful"),
    lateOrders(ports, arming.groupId),
    gatherLoss(ports, lossOf, [primary, standby], stores),
    gatherTerms(ports, { terms: plan.terms, sites: [primary, standby], mode: "ungraceful", kind: "real" }, signal),
    rests(ports, plan),
    busy(ports, plan),
  ]);
  const facts = await gatherGuards(ports, draft, { sites: [primary, standby] }, { atStart: { blocking, lateOrders: late }, loss, terms });
  // Whether the approvals hold is the arming's own gate: what is void does not wait, it ends.
  const unmet = startGuards(facts).filter((guard) => !guard.isMet && guard.name !== "approvals-valid");
  const words = unmetWords(unmet);
  return [...occupied, ...resting, ...unmet.map(({ name }, i) => ({ code: name, said: textOf(words[i] ?? { message: name }) }))];
}
