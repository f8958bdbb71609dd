import type { StepRunView } from "@holdfast/contracts/failover";
import type { StepState } from "@holdfast/contracts/failover-phase";
import type { Tone } from "@holdfast/ui/rules/tone";
import { stepMarks } from "../shared-status/status-marks";

const fills: Readonly<Record<Tone, string>> = {
  good: "bg-good",
  busy: "bg-busy",
  caution: "bg-caution",
  bad: "bg-bad",
  idle: "bg-transparent",
  unknown: "bg-unknown",
  stale: "bg-stale",
};

const toneOf = (state: StepState): Tone => stepMarks[state].tone;

/** One segment for each step, in the colour of its state. A picture only: the steps say the same in words. */
export function ActSegments({ steps }: { readonly steps: readonly StepRunView[] }) {
  return (
    <span className="inline-flex flex-wrap gap-0.5" aria-hidden="true">
      {steps.map((step) => (
        <span key={step.index} className={`h-2.5 w-2 rounded-s border border-line-strong ${fills[toneOf(step.state)]}`} />
      ))}
    </span>
  );
}
