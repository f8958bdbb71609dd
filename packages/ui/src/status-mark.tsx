"use client";
import { useStaleAge } from "./freshness";
import type { Observation } from "./rules/freshness";
import { inkColor, markColor, type Tone } from "./rules/tone";
import { StatusGlyph, type StatusShape } from "./status-shape";

export interface StatusMarkProps {
  readonly tone: Tone;
  readonly shape: StatusShape;
  /** The status in a word, in the reader's language. */
  readonly word: string;
  /** When it was seen, if that differs from the scope around. */
  readonly observation?: Observation | null;
  /** `strong` for the one status that a page is about. */
  readonly emphasis?: "normal" | "strong";
}

/** A status: shape, word and colour say the same. Seen too long ago it is grey, and says how long; a stale green is never green. */
export function StatusMark({ tone, shape, word, observation, emphasis = "normal" }: StatusMarkProps) {
  const staleAge = useStaleAge(observation);
  const shown: Tone = staleAge === "" ? tone : "stale";
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle" data-tone={shown}>
      <span className={`inline-flex ${markColor[shown]}`}>
        <StatusGlyph shape={shape} isStale={shown === "stale"} />
      </span>
      <span className={`truncate ${inkColor[shown]} ${emphasis === "strong" ? "font-semibold" : "font-medium"}`}>{word}</span>
      {staleAge !== "" && (
        <span className="whitespace-nowrap text-ink-soft text-small tabular-nums" suppressHydrationWarning>
          {staleAge}
        </span>
      )}
    </span>
  );
}
