import type { Mark } from "../shared-status/status-marks";
import type { PlanReadiness } from "./pairs";

/** How the readiness of a plan is drawn; its word is in `messages` below `fleet.readiness`. */
export const readinessMarks: Readonly<Record<PlanReadiness, Mark>> = {
  running: { tone: "busy", shape: "play" },
  ready: { tone: "good", shape: "tick" },
  blocked: { tone: "bad", shape: "cross" },
  notEvaluated: { tone: "unknown", shape: "question" },
};
