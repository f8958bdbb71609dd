import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "./gate";

/** How the kill switch stands when somebody wants to turn it. */
export interface SwitchFacts {
  /** Who has stopped automation; null while it may run. */
  readonly stoppedByName: string | null;
  readonly version: number;
}

/** May automation be stopped now? By anybody who may operate, as long as nobody has. */
export const canStopAutomation = ({ stoppedByName: name }: SwitchFacts): Gate =>
  name === null ? met : refused("WrongPhase", worded("AutomationStoppedBefore", { name }));

/** May automation run again? Only by whoever saw this very stop. */
export function canReleaseAutomation({ stoppedByName, version }: SwitchFacts, seenVersion: number): Gate {
  if (stoppedByName === null) return refused("WrongPhase", worded("AutomationNotStopped"));
  return version === seenVersion ? met : refused("VersionConflict", worded("AutomationTurned"));
}
