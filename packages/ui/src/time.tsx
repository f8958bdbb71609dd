"use client";
import { absoluteTime, fullTime } from "./rules/absolute-time";
import { relativeTime } from "./rules/relative-time";
import { useUi } from "./ui-provider";
import { useNow } from "./use-now";

export interface TimeProps {
  /** The instant; null where it never happened. */
  readonly at: Date | number | null;
  /** `both` unless the other half stands beside it anyway. */
  readonly show?: "both" | "absolute" | "relative";
}

/** An instant for people: absolute and relative together, in full in the title, and true while the page stays open. */
export function Time({ at, show = "both" }: TimeProps) {
  const { locale, timeZone, text } = useUi();
  const atMs = at === null ? null : Number(at);
  const absolute = useNow((now) => (atMs === null ? "" : absoluteTime(atMs, now, { locale, timeZone })));
  const relative = useNow((now) => (atMs === null ? "" : text.relative(relativeTime(atMs, now))));
  if (atMs === null) return <span className="text-ink-soft">—</span>;
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={fullTime(atMs, { locale, timeZone })}
      className="tabular-nums"
      suppressHydrationWarning
    >
      {show !== "relative" && (
        <span className="whitespace-nowrap" suppressHydrationWarning>
          {absolute}
        </span>
      )}
      {show === "both" && <span className="text-ink-soft"> · </span>}
      {show !== "absolute" && (
        // As wide as the longest text of its kind, so that a tick moves nothing beside it.
        <span
          className={
            show === "both" ? "inline-block min-w-[9ch] whitespace-nowrap text-ink-soft" : "inline-block min-w-[9ch] whitespace-nowrap"
          }
          suppressHydrationWarning
        >
          {relative}
        </span>
      )}
    </time>
  );
}
