"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Duration } from "@holdfast/ui/duration";
import { Stepper } from "@holdfast/ui/stepper";
import { useTranslations } from "next-intl";
import { ActSegments } from "./act-segments";
import { RunClockFigure } from "./run-clock-figure";
import { RunLoss } from "./run-loss";
import { stagesOf } from "./run-stages";

interface RunBoardProps {
  readonly run: RunView;
  readonly offsetMs: number;
}

/** What one sees from across the room: the clock against the objective, where the run stands, and what may be lost. */
export function RunBoard({ run, offsetMs }: RunBoardProps) {
  const t = useTranslations("failoverRun.stages");
  const steps = stagesOf(run).map((stage) => ({
    id: stage.id,
    label: t(`name.${stage.id}`),
    state: stage.state,
    detail:
      stage.id === "act" && stage.state !== "upcoming" ? (
        <span className="flex flex-wrap items-center gap-x-2">
          {stage.ms !== null && <Duration ms={stage.ms} />}
          <ActSegments steps={run.steps} />
        </span>
      ) : stage.ms === null ? (
        t(stage.id === "detect" ? `detect.${run.mode}` : `unmeasured.${stage.state}`)
      ) : (
        <Duration ms={stage.ms} />
      ),
  }));
  return (
    <section
      aria-label={t("title")}
      className="grid items-start gap-x-6 gap-y-4 rounded-m border border-line bg-surface p-4 lg:grid-cols-[auto_minmax(0,1fr)]"
    >
      <RunClockFigure run={run} offsetMs={offsetMs} />
      <div className="flex min-w-0 flex-col gap-3">
        <Stepper label={t("title")} steps={steps} />
        <RunLoss run={run} />
      </div>
    </section>
  );
}
