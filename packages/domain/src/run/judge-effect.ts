import type { CommandOutcome } from "@holdfast/contracts/command";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";

/** What a step's `verify` saw. `isUntouched`: the world still is as it was before the order, so nothing has happened yet. */
export type Observation =
  | ({ readonly kind: "done" } & Worded)
  | { readonly kind: "waiting"; readonly for: Worded; readonly isUntouched: boolean }
  | { readonly kind: "failed"; readonly because: Worded };

/** What there is to judge by: what was seen, or why nothing could be. `isForGood`: no later look would tell more. */
export type Sighting = Observation | { readonly kind: "unreadable"; readonly because: Worded; readonly isForGood?: true };

/** What became of an order. It can't have an effect any more once it is answered or surely expired. */
export interface Sending {
  readonly outcome: CommandOutcome | null;
  readonly reason: string | null;
  readonly message: string | null;
  /** How it ended, in words of its own, where no agent said it. */
  readonly said?: Worded | undefined;
  /** Past its expiry by more than two clocks may differ and a call that was begun in time may take. */
  readonly isExpired: boolean;
}

/** What follows: success, more waiting, failure, a new attempt because nothing happened, or nobody can say. */
export type Judgement =
  | ({ readonly kind: "done" } & Worded)
  | ({ readonly kind: "wait" } & Worded)
  | ({ readonly kind: "failed"; readonly reason: string } & Worded)
  | { readonly kind: "again"; readonly because: Worded }
  | ({ readonly kind: "unknown" } & Worded);

/** Whether the agent has said how it ended. */
export const isAnswered = (sending: Sending): boolean => sending.outcome !== null && sending.outcome !== "accepted";

/** Whether the order can't have an effect any more. One that an agent has begun and not ended can, however late it is. */
export const isSettled = (sending: Sending): boolean => isAnswered(sending) || (sending.outcome === null && sending.isExpired);

const describe = (seen: Exclude<Sighting, { kind: "done" }>): Worded =>
  seen.kind === "waiting" ? worded("WaitingFor", { what: seen.for }) : seen.because;

const refusal = (sending: Sending, word: "refused" | "failed"): Judgement => ({
  kind: "failed",
  reason: sending.reason ?? word,
  ...(sending.said ?? saidByAgent(sending, word)),
});

const saidByAgent = (sending: Sending, word: "refused" | "failed"): Worded =>
  worded(word === "refused" ? "AgentRefusedOrder" : "AgentFailedOrder", {
    said: sending.message ?? sending.reason ?? worded("WithoutReason"),
  });

const timedOut = (seen: Exclude<Sighting, { kind: "done" }>): Judgement => ({
  kind: "failed",
  reason: "TimedOut",
  ...worded("StillUnseen", { what: describe(seen) }),
});

/** A step that only looks. */
export function judgeSighting(seen: Sighting, isPastDeadline: boolean): Judgement {
  if (seen.kind === "done") return seen;
  if (seen.kind === "failed") return { kind: "failed", reason: "NotMet", ...seen.because };
  return isPastDeadline ? timedOut(seen) : { kind: "wait", ...describe(seen) };
}

/**
 * A step whose order was sent. Only what was seen makes a success. Nothing is sent again unless it was seen that nothing
 * happened and the first order can't happen any more.
 */
export function judgeEffect(sending: Sending, seen: Sighting, isPastDeadline: boolean): Judgement {
  if (seen.kind === "done") return seen;
  if (sending.outcome === "refused") return refusal(sending, "refused");
  const isOver = isAnswered(sending) || sending.isExpired;
  if (!isOver) return { kind: "wait", ...describe(seen) };
  if (seen.kind === "unreadable" || !isSettled(sending)) {
    const mayTellMore = !isSettled(sending) || seen.kind !== "unreadable" || seen.isForGood !== true;
    if (!isPastDeadline && mayTellMore) return { kind: "wait", ...describe(seen) };
    return { kind: "unknown", ...worded("OutcomeUnknown", { seen: describe(seen) }) };
  }
  if (seen.kind === "failed") return { kind: "failed", reason: "Drifted", ...seen.because };
  if (sending.outcome === "failed") return refusal(sending, "failed");
  if (isPastDeadline) return timedOut(seen);
  if (sending.outcome !== "succeeded" && seen.isUntouched) return { kind: "again", because: worded("OrderWithoutEffect") };
  return { kind: "wait", ...describe(seen) };
}
