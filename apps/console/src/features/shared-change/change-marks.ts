import type { ChangeOperation } from "@holdfast/contracts/history";
import type { Mark } from "../shared-status/status-marks";

/** How each operation is drawn. A deletion is no failure: its cross says that something is not there any more. */
export const operationMarks: Readonly<Record<ChangeOperation, Mark>> = {
  created: { tone: "good", shape: "diamond" },
  updated: { tone: "busy", shape: "half" },
  deleted: { tone: "caution", shape: "cross" },
};

/** The operations in the order in which an object lives through them. From here, because the contract's own list would bring its checks into the page. */
export const operations = Object.keys(operationMarks) as readonly ChangeOperation[];
