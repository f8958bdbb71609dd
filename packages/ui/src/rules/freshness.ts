/** How far a figure may be trusted: seen within its budget, seen longer ago, or never seen. */
export type Freshness = "fresh" | "stale" | "unseen";

/** A fact's instant and how old it may become before it is drawn as stale. */
export interface Observation {
  readonly observedAt: Date | number | null;
  readonly budgetMs: number;
}

/** Judges an observation. An instant in the future (a clock ahead of ours) is fresh: its age is not known to be too great. */
export function freshness(observation: Observation, nowMs: number): Freshness {
  if (observation.observedAt === null) return "unseen";
  return nowMs - Number(observation.observedAt) > observation.budgetMs ? "stale" : "fresh";
}
