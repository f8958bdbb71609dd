import type { AlertCondition } from "@holdfast/contracts/search-alert";

/** How an alert stands and since when. */
export interface AlertStanding {
  readonly isFiring: boolean;
  readonly since: Date;
  /** Since when its condition says otherwise; null while they agree. */
  readonly differsSince: Date | null;
}

/** Whether so many found objects are what the alert is about. */
export const holds = (condition: AlertCondition, threshold: number, found: number): boolean =>
  condition === "none" ? found === 0 : found > (condition === "new" ? 0 : threshold);

/** How an alert stands after its condition was looked at: it follows when that has said the same for `holdSeconds`. */
export function followAlert(standing: AlertStanding, isHolding: boolean, holdSeconds: number, now: Date): AlertStanding {
  const { isFiring, since } = standing;
  if (isFiring === isHolding) return { isFiring, since, differsSince: null };
  const differsSince = standing.differsSince ?? now;
  if (now.getTime() - differsSince.getTime() < holdSeconds * 1000) return { isFiring, since, differsSince };
  return { isFiring: isHolding, since: now, differsSince: null };
}
