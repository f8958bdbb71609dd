import type { FailoverLimits } from "@holdfast/contracts/failover-limits";

const DAY_SECONDS = 86_400;
const MOST_GROUPS = 1000;

const whole = (text: string, least: number, most: number): number | null => {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

/** What the form says, or which of its fields are wrong. */
export function readLimits(
  delay: string,
  groups: string,
  approversNeedFactor: boolean,
): { readonly limits: FailoverLimits | null; readonly wrong: readonly ("delay" | "groups")[] } {
  const [minimumDelaySeconds, groupsAtOnce] = [whole(delay, 0, DAY_SECONDS), whole(groups, 1, MOST_GROUPS)];
  if (minimumDelaySeconds !== null && groupsAtOnce !== null)
    return { limits: { minimumDelaySeconds, groupsAtOnce, approversNeedFactor }, wrong: [] };
  const wrong = [...(minimumDelaySeconds === null ? (["delay"] as const) : []), ...(groupsAtOnce === null ? (["groups"] as const) : [])];
  return { limits: null, wrong };
}
