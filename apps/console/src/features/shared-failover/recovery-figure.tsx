"use client";
import { Duration } from "@holdfast/ui/duration";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";

interface RecoveryFigureProps {
  /** What was measured; null while nothing was. */
  readonly recoveryMs: number | null;
  readonly rtoSeconds: number;
}

/** A measured recovery against its objective: word, shape and colour say whether it held. */
export function RecoveryFigure({ recoveryMs, rtoSeconds }: RecoveryFigureProps) {
  const t = useTranslations("sharedFailover");
  if (recoveryMs === null) return <span className="text-ink-soft">—</span>;
  const isHeld = recoveryMs <= rtoSeconds * 1000;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Duration ms={recoveryMs} />
      <StatusMark tone={isHeld ? "good" : "bad"} shape={isHeld ? "tick" : "cross"} word={t(isHeld ? "rtoHeld" : "rtoMissed")} />
    </span>
  );
}
