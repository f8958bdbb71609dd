import type { Pair, StepText } from "../approved-run";
import { stepsOf } from "../steps-of";

/** Six steps: every kind that changes something, twice looked at. */
export function sixSteps(pair: Pair): StepText[] {
  const step = stepsOf(pair);
  const once = (text: StepText): StepText => ({ ...text, with: { ...text.with, consecutive: 1 } });
  const all = [once(step.promql()), step.scale(10), step.istio(50), step.istio(100), step.gateway(1), once(step.http())];
  // A machine that is very busy makes nobody late.
  return all.map((text) => ({ ...text, timeoutSeconds: 600 }));
}

/** The same six, but the last never sees what it wants, and the plan says to undo. */
export function sixStepsThatFail(pair: Pair): StepText[] {
  return sixSteps(pair).map((step) => (step.use === "probe.http" ? { ...step, timeoutSeconds: 1, onFailure: "undo" } : step));
}
