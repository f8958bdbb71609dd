import type { FindingView } from "@holdfast/contracts/fleet";
import type { Mark } from "../shared-status/status-marks";

/** How the severity of a finding is drawn; its word is in `messages` below `clusterWords.severity`. */
export const severityMarks: Readonly<Record<FindingView["severity"], Mark>> = {
  critical: { tone: "bad", shape: "cross" },
  warning: { tone: "caution", shape: "triangle" },
  info: { tone: "idle", shape: "ring" },
};
