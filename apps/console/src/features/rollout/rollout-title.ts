import type { RolloutView } from "@holdfast/contracts/policy";

/** Which sentence says what a rollout does; the words are in `messages` below `rollout.title`. */
export const rolloutTitle = ({ action, toVersion }: Pick<RolloutView, "action" | "toVersion">): "push" | "rollBack" | "takeOff" =>
  action === "push" ? "push" : toVersion === 0 ? "takeOff" : "rollBack";
