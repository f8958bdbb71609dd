"use client";
import { useEffect, useState } from "react";
import type { QueryCompletion } from "../rules/query-edit";

const QUIET_MS = 120;
const DEADLINE_MS = 3000;

/** How a field learns what could be written at its caret. Must stop when the signal says so. */
export type Complete = (text: string, caret: number, signal: AbortSignal) => Promise<QueryCompletion>;

const none: QueryCompletion = { from: 0, to: 0, options: [] };

/** What could be written at the caret, soon after typing pauses; nothing while `place` is null, and nothing when the answer is late. */
export function useCompletion(complete: Complete, place: { readonly text: string; readonly caret: number } | null): QueryCompletion {
  const [answer, setAnswer] = useState<{ asked: typeof place; found: QueryCompletion }>({ asked: null, found: none });
  useEffect(() => {
    if (place === null) return;
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(QUIET_MS + DEADLINE_MS)]);
    const timer = setTimeout(() => {
      complete(place.text, place.caret, signal).then(
        (found) => {
          if (!gone.signal.aborted) setAnswer({ asked: place, found });
        },
        () => undefined,
      );
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [complete, place]);
  return place !== null && answer.asked === place ? answer.found : none;
}
