import type { PlanProof } from "@holdfast/contracts/drill";
import type { PlanSpec } from "@holdfast/contracts/plan";

/** A plan that has not proven itself for this long is unproven, unless it says another time. */
const PROVEN_FOR_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whether a plan is proven at an instant, by the last run or drill that counts. */
export function planProof({ spec }: PlanSpec, lastAt: Date | null, now: Date): PlanProof {
  const maxAgeDays = spec.drill?.maxAgeDays ?? PROVEN_FOR_DAYS;
  return { lastAt, maxAgeDays, isProven: lastAt !== null && now.getTime() - lastAt.getTime() <= maxAgeDays * DAY_MS };
}
