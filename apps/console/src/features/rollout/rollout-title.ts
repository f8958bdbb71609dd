import type { RolloutView } from "@holdfast/contracts/policy";

/** Which sentence says what a rollout does; the words are in `messages` below `rollout.title`. */
export const rolloutTitle = ({
  action,
  toVersion,
  restoresId,
}: Pick<RolloutView, "action" | "toVersion" | "restoresId">): "push" | "rollBack" | "takeOff" | "restore" =>
  action === "push" ? "push" : restoresId !== null ? "restore" : toVersion === 0 ? "takeOff" : "rollBack";
