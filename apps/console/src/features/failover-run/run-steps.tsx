"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import { useTranslations } from "next-intl";
import { bySet } from "../shared-failover/by-set";
import { StepSet } from "../shared-failover/step-set";
import { RunStep } from "./run-step";

interface RunStepsProps {
  readonly run: RunView;
  readonly offsetMs: number;
}

/** Every step in the order of the plan, with its state; each opens to what was sent and answered. */
export function RunSteps({ run, offsetMs }: RunStepsProps) {
  const t = useTranslations("failoverRun.steps");
  const item = (step: StepRunView) => <RunStep key={step.index} step={step} offsetMs={offsetMs} />;
  return (
    <ol aria-label={t("title")} className="@container flex flex-col">
      {bySet(run.steps).map(({ set, steps }) =>
        set === null ? (
          steps.map(item)
        ) : (
          <StepSet key={set} name={set} count={steps.length}>
            {steps.map(item)}
          </StepSet>
        ),
      )}
    </ol>
  );
}
