import type { CommandOutcome } from "@holdfast/contracts/command";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import { textOf } from "@holdfast/contracts/text-of";
import { MOST_SKEW_MS } from "@holdfast/domain/gates/guards";
import { isAnswered, type Judgement, judgeEffect, judgeSighting, type Sending, type Sighting } from "@holdfast/domain/run/judge-effect";
import type { BoundStep } from "../catalogue";
import type { StepContext } from "../step-context";
import { sendingOfChild } from "./child-rows";
import { sendingOfCall } from "./hub-call-rows";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { RunContext } from "./run-context";
import { sayProgress } from "./say-progress";
import { tendCall } from "./tend-call";

/** What to wait for. */
export interface Awaited {
  readonly run: LoadedRun;
  readonly step: LoadedStep;
  /** The step, or its inverse. */
  readonly bound: BoundStep;
  readonly before: Json;
  /** The order whose effect it is; null for a step that only looks. */
  readonly commandId: string | null;
  /** The order is of an attempt that has ended: its receipt decides nothing any more, only what can be seen does. */
  readonly isEarlier?: boolean;
  readonly deadlineAt: Date;
}

/** What ends the waiting. */
export type Verdict = Exclude<Judgement, { kind: "wait" }>;

/** A call to an API server that was begun before the order's expiry has ended after this. */
const LONGEST_CALL_MS = 3000;

/** An order is dead for sure only this long after its expiry: two clocks differ, and what was begun in time takes a while. */
export const DEAD_AFTER_MS = MOST_SKEW_MS + LONGEST_CALL_MS;

const SLOWEST_LOOK_MS = 2000;

/** What has become of an order, as far as its row knows. An order that is not there was never given. A call of the hub itself counts as one, and so does a run that a step has made. */
export async function sendingOf(ctx: RunContext, commandId: string): Promise<Sending> {
  const row = await ctx.db.prisma.command.findUnique({
    where: { id: commandId },
    select: { outcome: true, reason: true, message: true, expiresAt: true },
  });
  if (!row) return (await sendingOfChild(ctx, commandId)) ?? sendingOfCall(ctx, commandId);
  return {
    // Only receipts, checked against their contract, write the column.
    outcome: row.outcome as CommandOutcome | null,
    reason: row.reason,
    message: row.message,
    isExpired: ctx.now().getTime() > row.expiresAt.getTime() + DEAD_AFTER_MS,
  };
}

/** Faults that say nothing about the step: the agent could not be asked, so ask again. */
export const isPassing = (cause: unknown): cause is Fault =>
  cause instanceof Fault && ["AgentUnreachable", "DeadlineExceeded", "Unavailable", "TooManyRequests"].includes(cause.code);

/** One look, or why none was possible. */
export async function look(bound: BoundStep, stepCtx: StepContext, before: Json): Promise<Sighting> {
  try {
    return await bound.verify(stepCtx, before);
  } catch (cause) {
    if (isPassing(cause)) return { kind: "unreadable", because: textOf(cause) };
    throw cause;
  }
}

/** Looks until there is a verdict. A fresh order is given a moment for its receipt; whoever resumes looks first. */
export async function awaitEffect(ctx: RunContext, stepCtx: StepContext, awaited: Awaited, isFresh: boolean): Promise<Verdict> {
  const { run, step, commandId } = awaited;
  const bell = ctx.board.bell(...(commandId ? [`command:${commandId}`] : []), `run:${run.row.id}`);
  let lookMs = ctx.tuning.lookMs;
  try {
    if (commandId) await tendCall(ctx, run, commandId);
    if (isFresh && commandId && !isAnswered(await sendingOf(ctx, commandId))) await bell.heard(lookMs, stepCtx.signal);
    for (;;) {
      stepCtx.signal.throwIfAborted();
      if (commandId) await tendCall(ctx, run, commandId);
      const sent = commandId ? await sendingOf(ctx, commandId) : null;
      const sending = sent && awaited.isEarlier && isAnswered(sent) ? { ...sent, outcome: "unknown" as const } : sent;
      const seen = await look(awaited.bound, stepCtx, awaited.before);
      stepCtx.signal.throwIfAborted();
      const isPastDeadline = ctx.now() >= awaited.deadlineAt;
      const judgement = sending ? judgeEffect(sending, seen, isPastDeadline) : judgeSighting(seen, isPastDeadline);
      if (judgement.kind !== "wait") return judgement;
      await sayProgress(ctx, run, step, judgement);
      await bell.heard(lookMs, stepCtx.signal);
      lookMs = Math.min(lookMs * 1.5, SLOWEST_LOOK_MS);
    }
  } finally {
    bell.close();
  }
}
