import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { type Failure, failStep } from "./fail-step";
import type { RunChange } from "./run-change";
import type { RunProgress, StepProgress } from "./run-progress";

/** A fresh look at a step that is only rehearsed: whatever it would do, it is checked and nothing else. */
export const beginRehearsal = (step: StepProgress, text: Worded) => ({
  step: step.index,
  attempt: step.attempt + 1,
  transition: "started" as const,
  to: "Preflight" as const,
  ...text,
  detail: {},
});

/** A step that would not go well. The others are looked at all the same: a rehearsal is to tell everything at once. */
export const failRehearsal = (step: StepProgress, failure: Failure): RunChange => ({
  ...failStep({ ...step, onFailure: "pause", retry: null }, { ...failure, ...textOf(failure), outcome: "failed" }),
  phase: null,
});

/** The next step of a rehearsal to be looked at; undefined when each was. */
export const nextToRehearse = (run: RunProgress): StepProgress | undefined =>
  run.steps.find((step) => step.state === "Pending" || step.state === "Preflight");

/** The steps of a rehearsal that would not go well. */
export const wouldFail = (run: RunProgress): readonly StepProgress[] => run.steps.filter((step) => step.state === "Failed");
