"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { useTranslations } from "next-intl";
import { RunStep } from "./run-step";

interface RunStepsProps {
  readonly run: RunView;
  readonly offsetMs: number;
}

/** Every step in the order of the plan, with its state; each opens to what was sent and answered. */
export function RunSteps({ run, offsetMs }: RunStepsProps) {
  const t = useTranslations("failoverRun.steps");
  return (
    <ol aria-label={t("title")} className="@container flex flex-col">
      {run.steps.map((step) => (
        <RunStep key={step.index} step={step} offsetMs={offsetMs} />
      ))}
    </ol>
  );
}
