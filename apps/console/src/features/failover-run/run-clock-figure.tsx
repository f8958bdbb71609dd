"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Duration, Elapsed } from "@holdfast/ui/duration";
import { clockText } from "@holdfast/ui/rules/duration";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { clockOf } from "./run-clock";

interface RunClockFigureProps {
  readonly run: RunView;
  readonly offsetMs: number;
}

/** The time of the recovery, large, and whether the objective still holds. */
export function RunClockFigure({ run, offsetMs }: RunClockFigureProps) {
  const t = useTranslations("failoverRun.clock");
  const clock = clockOf(run, offsetMs);
  const rtoMs = run.rtoSeconds * 1000;
  const isOver = useNow((now) => {
    if (clock.state === "idle") return false;
    return (clock.state === "running" ? now - clock.sinceMs : clock.ms) > rtoMs;
  }, "tenth");
  const isMeasured = run.times.recoveryMs !== null;
  return (
    <div className="flex flex-col gap-1 lg:min-w-56 lg:border-line lg:border-r lg:pr-6">
      <p className={`font-semibold text-clock tabular-nums tracking-tight ${isOver ? "text-bad-ink" : "text-ink"}`}>
        {clock.state === "running" ? (
          <Elapsed since={clock.sinceMs} show="clock" />
        ) : (
          <span className="whitespace-nowrap">{clock.state === "idle" ? clockText(0) : clockText(clock.ms)}</span>
        )}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
        <span>
          {t("of")} <Duration ms={rtoMs} />
        </span>
        {clock.state === "idle" ? (
          <StatusMark tone="idle" shape="ring" word={t("idle")} />
        ) : (
          <StatusMark tone={isOver ? "bad" : "good"} shape={isOver ? "cross" : "tick"} word={t(isOver ? "over" : "within")} />
        )}
      </p>
      <p className="max-w-56 text-ink-soft text-small">
        {t(clock.state === "ended" ? (isMeasured ? "measured" : "stopped") : clock.state)}
      </p>
    </div>
  );
}
