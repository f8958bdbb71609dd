"use client";
import { Fragment } from "react";
import { clockText, durationParts } from "./rules/duration";
import { useUi } from "./ui-provider";
import { useNow } from "./use-now";

export interface DurationProps {
  /** A measured duration in milliseconds; null where nothing was measured. */
  readonly ms: number | null;
}

/** A duration in its two largest units, with tabular figures. */
export function Duration({ ms }: DurationProps) {
  const { text } = useUi();
  if (ms === null) return <span className="text-ink-soft">—</span>;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {durationParts(ms).parts.map(([amount, unit], index) => (
        <Fragment key={unit}>
          {index > 0 && " "}
          {amount} <span className="text-ink-soft">{text.durationUnit[unit]}</span>
        </Fragment>
      ))}
    </span>
  );
}

export interface ElapsedProps {
  readonly since: Date | number;
  /** `clock` runs in tenths of a second (a recovery against its target), `words` in seconds. */
  readonly show?: "words" | "clock";
}

/** The time since an instant, running. */
export function Elapsed({ since, show = "words" }: ElapsedProps) {
  const from = Number(since);
  const seconds = useNow((now) => Math.max(0, Math.floor((now - from) / 1000)), "second");
  const clock = useNow((now) => (show === "clock" ? clockText(now - from) : ""), show === "clock" ? "tenth" : "second");
  if (show === "clock")
    return (
      <span className="whitespace-nowrap tabular-nums" role="timer" suppressHydrationWarning>
        {clock}
      </span>
    );
  return <Duration ms={seconds < 1 ? 0 : seconds * 1000} />;
}
