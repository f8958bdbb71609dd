import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import type { SwitchFacts } from "../gates/can-turn-automation";
import { met, refused } from "../gates/gate";

/** May all rollouts be stopped now? As long as nobody has. */
export const canStopRollouts = ({ stoppedByName: name }: SwitchFacts): Gate =>
  name === null ? met : refused("WrongPhase", worded("RolloutsStoppedBefore", { name }));

/** May they go on? Only by whoever saw this very stop. */
export function canReleaseRollouts({ stoppedByName, version }: SwitchFacts, seenVersion: number): Gate {
  if (stoppedByName === null) return refused("WrongPhase", worded("RolloutsNotStopped"));
  return version === seenVersion ? met : refused("VersionConflict", worded("RolloutsTurned"));
}
