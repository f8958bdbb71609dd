// Before a site is let take the writes: the other one does not take them any more, or people accepted not to know it.
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Guard } from "./guards";

/** How the side whose writes a promotion takes over was seen. `unseen`: it could not be looked at. */
export interface SourceSight extends Worded {
  readonly kind: "writes" | "stopped" | "unseen";
}

/** What is known, right before a promotion, of the side whose writes it takes over. */
export interface SourceFacts {
  readonly sight: SourceSight;
  /** Steps of this run, done and verified, that keep it from writing. */
  readonly endedBy: readonly string[];
  /** Whether the step, as it was approved, accepts to promote without having seen it. */
  readonly isLossAccepted: boolean;
}

/**
 * A source that is seen to write is not stopped, whatever is on record; one that nobody sees is, by a record of this run or an
 * accepted loss. Unmet until the step's time is over it leaves the run to a person, whatever the step says of its failure: what follows a
 * promotion must not be done without one.
 */
export function sourceGuard({ sight, endedBy, isLossAccepted }: SourceFacts): Guard {
  const said = textOf(sight);
  const how = { canHeal: true, isOnRecord: true, pauses: "late" } as const;
  const answer = (isMet: boolean, text: Worded): Guard => ({ name: "source-fenced", isMet, ...text, ...how });
  if (sight.kind !== "unseen") return answer(sight.kind === "stopped", said);
  if (endedBy.length > 0) return answer(true, worded("SourceEndedBy", { steps: endedBy.join(", "), said }));
  return isLossAccepted ? answer(true, worded("SourceLossAccepted", { said })) : answer(false, worded("SourceUnproven", { said }));
}
