import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "../gates/gate";

/** What may stand in the way of correcting a drift. */
export interface CorrectionFacts {
  readonly hasEnded: boolean;
  /** A rollout of the policy is on its way to the cluster, or an order of it is not answered yet. */
  readonly isMoving: boolean;
}

/** So many times an hour one object is put right without a person; after that somebody else wants it otherwise. */
export const MOST_CORRECTIONS = 5;
/** The hour in which they are counted. */
export const CORRECTION_WINDOW_MS = 60 * 60_000;

/** May a person have this drift corrected now? */
export function canCorrect({ hasEnded, isMoving }: CorrectionFacts): Gate {
  if (hasEnded) return refused("WrongPhase", worded("DriftEnded"));
  if (isMoving) return refused("WrongPhase", worded("DriftWaitsForRollout"));
  return met;
}

/** What is known when a drift would be corrected without a person. */
export interface UnaskedFacts extends CorrectionFacts {
  readonly onDrift: "report" | "correct";
  readonly isAutomationStopped: boolean;
  /** It was held before, or one of the objects was put right so often within the hour. */
  readonly isHeld: boolean;
  readonly corrections: number;
}

/** May this drift be corrected without a person? Each refusal is what the drift says of itself. */
export function canCorrectUnasked(facts: UnaskedFacts): Gate {
  if (facts.onDrift === "report") return refused("GateRefused", worded("DriftReportedOnly"));
  const asked = canCorrect(facts);
  if (!asked.isMet) return asked;
  if (facts.isAutomationStopped) return refused("GateRefused", worded("DriftAutomationStopped"));
  if (facts.isHeld || facts.corrections >= MOST_CORRECTIONS)
    return refused("GateRefused", worded("DriftKeepsComing", { most: MOST_CORRECTIONS }));
  return met;
}
