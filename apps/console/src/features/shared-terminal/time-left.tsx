"use client";
import { useNow } from "@holdfast/ui/use-now";

/** How long is left until an instant, as minutes and seconds. */
export function TimeLeft({ untilMs }: { readonly untilMs: number }) {
  const text = useNow((nowMs) => {
    const seconds = Math.max(0, Math.round((untilMs - nowMs) / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  });
  return (
    <span className="tabular-nums" suppressHydrationWarning>
      {text}
    </span>
  );
}
