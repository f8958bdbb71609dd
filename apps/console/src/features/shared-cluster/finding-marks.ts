import type { FindingView } from "@holdfast/contracts/fleet";
import type { Mark } from "../shared-status/status-marks";

/** How the severity of a finding is drawn; its word is in `messages` below `clusterWords.severity`. */
export const severityMarks: Readonly<Record<FindingView["severity"], Mark>> = {
  critical: { tone: "bad", shape: "cross" },
  warning: { tone: "caution", shape: "triangle" },
  info: { tone: "idle", shape: "ring" },
};

/** From the gravest to the least. */
export const severities = ["critical", "warning", "info"] as const satisfies readonly FindingView["severity"][];

/** The findings with the gravest first; of one severity in their own order. */
export const gravestFirst = (findings: readonly FindingView[]): FindingView[] =>
  severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
