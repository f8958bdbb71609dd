/** So many hours before its end people are told of it, the first time first. */
const WARN_HOURS = [168, 24] as const;
const HOUR_MS = 3_600_000;

/** The last warning that is due for something that ends then; null where none is. What begins counts as warned of: nobody is told that what they just approved ends soon. */
export function dueWarning(expiresAt: Date, now: Date): number | null {
  const left = expiresAt.getTime() - now.getTime();
  return WARN_HOURS.findLast((hours) => left <= hours * HOUR_MS) ?? null;
}

/** The first warning's distance from the end. */
export const FIRST_WARNING_MS = WARN_HOURS[0] * HOUR_MS;
