"use client";
import type { Observation } from "@holdfast/ui/rules/freshness";
import { useConnection } from "./connection";

/** How old an answer may become once nobody tells this page of changes any more. */
const UNTOLD_BUDGET_MS = 20_000;

/**
 * How far an answer of the store may be trusted, by when this browser got it: for as long as the page's stream is live, for a
 * moment when it is not.
 */
export function useLiveObservation(readAtMs: number): Observation {
  const isLive = useConnection() === "live";
  return { observedAt: readAtMs, budgetMs: isLive ? Number.POSITIVE_INFINITY : UNTOLD_BUDGET_MS };
}
