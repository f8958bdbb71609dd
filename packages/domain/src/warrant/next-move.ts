// What an agent does under a warrant, from what it has written down and what it sees. A restarted agent asks the same question of the
// same lines, so going on after a restart is not a case of its own.
import type { CommandOutcome } from "@holdfast/contracts/command";
import type { Warrant, WarrantEnd, WarrantLine, WarrantStep } from "@holdfast/contracts/warrant";

/** How far an agent has come, by its own lines. */
export interface Standing {
  /** How many steps are done, from the first on. */
  readonly done: number;
  readonly end: WarrantEnd | null;
}

/** What the lines of a warrant come to. */
export const standingOf = (lines: readonly WarrantLine[]): Standing => ({
  done: lines.filter((line) => line.did === "found" || line.did === "verified").length,
  end: lines.find((line) => line.did === "ended")?.end ?? null,
});

/** What is known at one moment. */
export interface Moment {
  /** The hub's time; null when nobody here can tell it. */
  readonly nowMs: number | null;
  /** For how long no hub was heard; 0 while one is. */
  readonly silentMs: number;
  /** The highest epoch that was seen in the warrant's scope. */
  readonly epochSeen: number;
  /** What became of the order of the step that is next, whoever gave it; `none`: nobody gave it yet. */
  readonly order: "none" | "open" | Exclude<CommandOutcome, "accepted">;
  /** What the step's check says now; null: not asked yet. */
  readonly seen: "done" | "notYet" | "unreadable" | null;
  /** How long this step was worked at by now, under this warrant. */
  readonly spentMs: number;
}

/** The next thing to do. `look`: ask the step's check, then ask again here. */
export type Move =
  | { readonly kind: "rest" }
  | { readonly kind: "look" | "pass" | "order"; readonly step: WarrantStep }
  | { readonly kind: "end"; readonly end: WarrantEnd; readonly step: WarrantStep | null };

const REST: Move = { kind: "rest" };
const end = (why: WarrantEnd, step: WarrantStep | null = null): Move => ({ kind: "end", end: why, step });

/** What ends a warrant whatever its steps are doing; null: nothing does. */
function endNow({ epoch, expiresAt }: Warrant, { nowMs, epochSeen }: Moment): Move | null {
  if (epochSeen > epoch) return end("fenced");
  if (nowMs === null) return end("timeUnknown");
  return nowMs >= Date.parse(expiresAt) ? end("expired") : null;
}

/**
 * The next move under a warrant. While a hub answers it is always to rest; each step waits for the one before to be seen done; what
 * anybody ordered before is never ordered again; and what did not come out well ends it, for a hub and its people to judge.
 */
export function nextMove(warrant: Warrant, { done, end: ended }: Standing, moment: Moment): Move {
  if (ended !== null) return REST;
  const over = endNow(warrant, moment);
  if (over) return over;
  if (moment.silentMs < warrant.silentSeconds * 1000) return REST;
  const step = warrant.steps[done];
  if (!step) return end("finished");
  if (moment.order === "open") return REST;
  if (moment.order === "refused" || moment.order === "failed") return end("stopped", step);
  if (moment.seen === null) return { kind: "look", step };
  if (moment.seen === "done") return { kind: "pass", step };
  if (moment.spentMs >= step.timeoutSeconds * 1000) return end("stopped", step);
  return moment.order === "none" && moment.seen === "notYet" ? { kind: "order", step } : REST;
}
