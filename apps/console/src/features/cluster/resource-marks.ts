import type { ResourceState } from "@holdfast/contracts/inventory";
import type { Mark } from "../shared-status/status-marks";

/** How the agent's standing towards a resource is drawn; its word is in `messages` below `cluster.resources.state`. */
export const resourceMarks: Readonly<Record<ResourceState, Mark>> = {
  synced: { tone: "good", shape: "disc" },
  syncing: { tone: "busy", shape: "half" },
  absent: { tone: "idle", shape: "dash" },
  forbidden: { tone: "caution", shape: "lock" },
  failing: { tone: "bad", shape: "cross" },
};

/** Whether a word is one that this console can draw. */
export const isResourceState = (word: string): word is ResourceState => Object.hasOwn(resourceMarks, word);
