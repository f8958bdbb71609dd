import type { RunReport } from "@holdfast/contracts/run-report";
import { scrub } from "../secret/scrub";
import type { RecordedEntry } from "./derive-report";

/**
 * The entries of the audit chain that belong to a run's course, up to the one that says how it ended. What was done to its record
 * later (a refused wish, a download of its report) is no part of it. Throws `RangeError` when no entry says so.
 */
export function endingEntry(all: readonly RecordedEntry[], phase: string): RunReport["chain"] {
  const inOrder = [...all].sort((a, b) => a.seq - b.seq);
  const end = inOrder.findIndex((entry) => entry.phase === phase);
  const last = inOrder[end];
  if (!last) throw new RangeError(`no entry of the audit chain says that the run is ${phase}`);
  return {
    entries: inOrder.slice(0, end + 1).map(({ seq, at, actor, action, outcome, reason, hash }) => ({
      ...{ seq, at, actor, action, outcome, hash },
      reason: reason === null ? null : scrub(reason),
    })),
    head: { seq: last.seq, hash: last.hash },
  };
}
