"use client";
import { createContext, type ReactNode, use } from "react";
import { type Freshness as FreshnessWord, freshness, type Observation } from "./rules/freshness";
import { relativeTime } from "./rules/relative-time";
import { StatusGlyph } from "./status-shape";
import { useUi } from "./ui-provider";
import { useNow } from "./use-now";

const FreshnessContext = createContext<Observation | null>(null);

/** Dates every status below it: marks inside turn grey by themselves when the observation passes its budget. */
export function FreshnessScope({ observedAt, budgetMs, children }: Observation & { readonly children: ReactNode }) {
  return <FreshnessContext value={{ observedAt, budgetMs }}>{children}</FreshnessContext>;
}

/** How fresh an observation is, kept true while time passes. Without one, that of the scope around; without a scope, fresh. */
export function useFreshness(own?: Observation | null): FreshnessWord {
  const around = use(FreshnessContext);
  const observation = own ?? around;
  return useNow((now) => (observation === null ? "fresh" : freshness(observation, now)));
}

/** The age of what `useFreshness` calls stale, in words; empty while it is fresh. */
export function useStaleAge(own?: Observation | null): string {
  const { text } = useUi();
  const around = use(FreshnessContext);
  const observation = own ?? around;
  return useNow((now) => {
    if (observation === null || freshness(observation, now) === "fresh") return "";
    return observation.observedAt === null ? text.neverSeen : text.relative(relativeTime(Number(observation.observedAt), now));
  });
}

/** How long ago a figure was seen: quiet while within its budget, marked when past it. */
export function Freshness({ observedAt, budgetMs }: Observation) {
  const { text } = useUi();
  const word = useFreshness({ observedAt, budgetMs });
  const ago = useNow((now) => (observedAt === null ? "" : text.relative(relativeTime(Number(observedAt), now))));
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-small text-ink-soft tabular-nums">
      {word !== "fresh" && <StatusGlyph shape="clock" />}
      <span suppressHydrationWarning>{word === "unseen" ? text.neverSeen : text.seen(ago)}</span>
    </span>
  );
}
