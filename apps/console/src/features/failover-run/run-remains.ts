import type { StepRunView } from "@holdfast/contracts/failover";

/** How the world stands towards the changes of a run, for a person who has to decide how it goes on. */
export interface RunRemains {
  /** Seen to be so: an undo would take them back. */
  readonly inPlace: readonly StepRunView[];
  /** Sent, and nobody can say whether it happened. */
  readonly uncertain: readonly StepRunView[];
  readonly takenBack: readonly StepRunView[];
  /** Nothing was sent, or not even begun. */
  readonly notDone: readonly StepRunView[];
}

const wasSent = (step: StepRunView): boolean =>
  step.attempts.some((attempt) => attempt.boundaries.some((boundary) => boundary.transition === "sent"));

type Place = keyof RunRemains;

function placeOf(step: StepRunView): Place | null {
  if (step.state === "Undone") return "takenBack";
  if (step.effect === "observes") return step.state === "Done" || step.state === "Skipped" ? null : "notDone";
  if (step.state === "Done") return wasSent(step) ? "inPlace" : null;
  return wasSent(step) ? "uncertain" : "notDone";
}

/** Sorts the steps of a run. One that had nothing to change, or that only looked and saw what it should, leaves nothing. */
export function remainsOf(steps: readonly StepRunView[]): RunRemains {
  const at = (place: Place) => steps.filter((step) => placeOf(step) === place);
  return { inPlace: at("inPlace"), uncertain: at("uncertain"), takenBack: at("takenBack"), notDone: at("notDone") };
}

/** What an undo would take back, the last effect first. */
export const undoOrder = (steps: readonly StepRunView[]): StepRunView[] =>
  steps.filter((step) => ["inPlace", "uncertain"].includes(placeOf(step) ?? "")).toReversed();
