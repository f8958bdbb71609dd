"use client";
import { useId } from "react";
import { shown } from "./internal/plain-text";
import { durationText } from "./rules/duration";
import { fractionDone } from "./rules/progress";
import type { Tone } from "./rules/tone";
import { useUi } from "./ui-provider";

export interface ProgressBarProps {
  /** What is being done. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** The thing counted, for example "clusters". */
  readonly noun?: string;
  /** The step that is under way, in words. */
  readonly current?: string;
  readonly elapsedMs?: number | null;
  /** Forecast of what is left; null while nobody can tell. `remainingMs` computes it from the pace. */
  readonly remainingMs?: number | null;
  readonly tone?: Extract<Tone, "busy" | "good" | "bad" | "caution">;
}

const fills = { busy: "bg-busy", good: "bg-good", bad: "bg-bad", caution: "bg-caution" } as const;

/** Real progress: done of total, what is under way, how long it took and how long it will. Never a bar that only moves. */
export function ProgressBar({ label, done, total, noun, current, elapsedMs, remainingMs, tone = "busy" }: ProgressBarProps) {
  const { text, locale } = useUi();
  const labelId = useId();
  const fraction = fractionDone(done, total);
  const written = text.progress.of(done.toLocaleString(locale), total.toLocaleString(locale));
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span id={labelId} className="font-medium">
          {shown(label)}
        </span>
        <span className="tabular-nums">
          {written} {noun}
        </span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={Math.min(done, total)}
        aria-valuetext={`${written} ${noun ?? ""}`.trim()}
        className="h-2 overflow-hidden rounded-s border border-line-strong bg-sunken"
      >
        <div className={`h-full origin-left ${fills[tone]}`} style={{ transform: `scaleX(${fraction})` }} />
      </div>
      <div className="flex min-h-4 flex-wrap justify-between gap-x-4 text-ink-soft text-small">
        <span className="min-w-0 truncate">{shown(current)}</span>
        <span className="tabular-nums">
          {[
            elapsedMs !== undefined && elapsedMs !== null && text.progress.elapsed(durationText(elapsedMs, text.durationUnit)),
            remainingMs !== undefined &&
              remainingMs !== null &&
              remainingMs > 0 &&
              text.progress.remaining(durationText(remainingMs, text.durationUnit)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
    </div>
  );
}
