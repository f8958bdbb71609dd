"use client";
import { useEffect, useState } from "react";
import type { PaletteSource } from "../command-palette";
import type { Verb } from "../rules/verb-registry";

const QUIET_MS = 120;
const DEADLINE_MS = 3000;
const LEAST_LETTERS = 2;

/** What the sources find for a query. A source that fails or is late is left out: the others must not wait for it. */
export function useFound(
  query: string,
  sources: readonly PaletteSource[],
): { readonly found: readonly Verb[]; readonly isSearching: boolean } {
  const asked = query.trim();
  const isAsked = asked.length >= LEAST_LETTERS && sources.length > 0;
  const [answer, setAnswer] = useState<{ query: string; found: readonly Verb[] }>({ query: "", found: [] });
  useEffect(() => {
    if (!isAsked) return;
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(QUIET_MS + DEADLINE_MS)]);
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(sources.map((source) => source.search(asked, signal)));
      if (gone.signal.aborted) return;
      setAnswer({ query: asked, found: answers.flatMap((each) => (each.status === "fulfilled" ? each.value : [])) });
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asked, isAsked, sources]);
  return { found: isAsked ? answer.found : [], isSearching: isAsked && answer.query !== asked };
}
