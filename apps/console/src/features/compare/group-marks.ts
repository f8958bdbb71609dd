import type { DifferenceGroup } from "@holdfast/contracts/compare";
import type { Mark } from "../shared-status/status-marks";

/** How each group of differences is drawn: what is missing would fail first. */
export const groupMarks: Readonly<Record<DifferenceGroup, Mark>> = {
  missing: { tone: "bad", shape: "cross" },
  version: { tone: "caution", shape: "diamond" },
  image: { tone: "bad", shape: "diamond" },
  replicas: { tone: "caution", shape: "half" },
  config: { tone: "caution", shape: "triangle" },
  labels: { tone: "idle", shape: "ring" },
};

/** The groups in the order in which they are counted. From here, because the contract's own list would bring its checks into the page. */
export const differenceGroups = Object.keys(groupMarks) as readonly DifferenceGroup[];
