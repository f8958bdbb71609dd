import type { PolicyReach } from "@holdfast/contracts/policy";
import type { Mark } from "../shared-status/status-marks";

/**
 * How far a policy has come in an environment, as a mark. Full only when every chosen cluster has the latest version and none
 * needs a look.
 */
export function reachMark(reach: PolicyReach): Mark {
  if (reach.troubled > 0) return { tone: "caution", shape: "triangle" };
  if (reach.enforced === 0) return { tone: "idle", shape: "ring" };
  if (reach.enforced < reach.placed) return { tone: "busy", shape: "half" };
  // Nothing chosen any more, and yet something there: it was left behind by a placement that changed.
  if (reach.placed < reach.enforced) return { tone: "caution", shape: "triangle" };
  return reach.atLatest === reach.placed ? { tone: "good", shape: "tick" } : { tone: "busy", shape: "half" };
}
