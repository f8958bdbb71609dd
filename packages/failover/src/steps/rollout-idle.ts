import type { RolloutStatus } from "@holdfast/contracts/rollout-status";

/** Whether no update of a Rollout is under way: the version that is to come is the one that serves. */
export const isIdle = ({ stable, current }: RolloutStatus): boolean => stable !== "" && stable === current;
