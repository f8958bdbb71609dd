import type { BulkView } from "@holdfast/contracts/bulk";
import type { Mark } from "../shared-status/status-marks";

/** How a bulk order stands as a whole. */
export type BulkOutcome = "running" | "stopping" | "done" | "partly" | "stopped" | "none";

/** How many of its objects have an answer. */
export const answeredOf = ({ tally, total }: Pick<BulkView, "tally" | "total">): number =>
  total - (tally.waiting ?? 0) - (tally.running ?? 0);

/** Under way, or how it ended: all done, some of it, stopped by somebody, or nothing done at all. */
export function bulkOutcome({
  tally,
  total,
  finishedAt,
  stoppedAt,
}: Pick<BulkView, "tally" | "total" | "finishedAt" | "stoppedAt">): BulkOutcome {
  if (finishedAt === null) return stoppedAt === null ? "running" : "stopping";
  const succeeded = tally.succeeded ?? 0;
  if (succeeded === total) return "done";
  if (stoppedAt !== null) return "stopped";
  return succeeded === 0 ? "none" : "partly";
}

/** How each is drawn; its word is in `messages` below `bulk.outcome`. */
export const outcomeMarks: Readonly<Record<BulkOutcome, Mark>> = {
  running: { tone: "busy", shape: "play" },
  stopping: { tone: "caution", shape: "play" },
  done: { tone: "good", shape: "tick" },
  partly: { tone: "caution", shape: "triangle" },
  stopped: { tone: "idle", shape: "dash" },
  none: { tone: "bad", shape: "cross" },
};
