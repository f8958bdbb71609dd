"use client";
import type { WorkflowView } from "@holdfast/contracts/plan";
import { Duration } from "@holdfast/ui/duration";
import { useTranslations } from "next-intl";
import { RecoveryFigure } from "../shared-failover/recovery-figure";

interface ForecastFigureProps {
  readonly forecast: WorkflowView["forecast"];
  readonly rtoSeconds: number;
}

/** What a recovery would take by earlier runs, nineteen times in twenty, against the objective; or how many runs it still takes to say so. */
export function ForecastFigure({ forecast, rtoSeconds }: ForecastFigureProps) {
  const t = useTranslations("failoverPlan.facts");
  if (!forecast.isKnown)
    return <span className="text-ink-soft">{t("forecastNone", { runs: forecast.runs, needed: forecast.needed })}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span>
        p50 <Duration ms={forecast.p50Ms} />
      </span>
      <span className="inline-flex flex-wrap items-center gap-x-1">
        p95 <RecoveryFigure recoveryMs={forecast.p95Ms} rtoSeconds={rtoSeconds} />
      </span>
      <span className="text-ink-soft">{t("forecastOf", { runs: forecast.runs })}</span>
    </span>
  );
}
