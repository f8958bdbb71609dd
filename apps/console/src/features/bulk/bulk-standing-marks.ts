import type { BulkStanding } from "@holdfast/contracts/bulk";
import type { Mark } from "../shared-status/status-marks";

/** The standings of an object of a bulk order, what needs a look first. */
export const bulkStandings = [
  "failed",
  "refused",
  "unknown",
  "expired",
  "running",
  "waiting",
  "stopped",
  "succeeded",
] as const satisfies readonly BulkStanding[];

/** How each is drawn; its word is in `messages` below `bulk.standing`. */
export const bulkMarks: Readonly<Record<BulkStanding, Mark>> = {
  waiting: { tone: "idle", shape: "clock" },
  running: { tone: "busy", shape: "play" },
  succeeded: { tone: "good", shape: "tick" },
  refused: { tone: "caution", shape: "diamond" },
  failed: { tone: "bad", shape: "cross" },
  unknown: { tone: "unknown", shape: "question" },
  expired: { tone: "unknown", shape: "clock" },
  stopped: { tone: "idle", shape: "dash" },
};
