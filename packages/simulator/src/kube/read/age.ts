const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const two = (duration: number, unit: number, letter: string, smaller: number, smallerLetter: string) => {
  const rest = Math.floor((duration % unit) / smaller);
  return `${Math.floor(duration / unit)}${letter}${rest === 0 ? "" : `${rest}${smallerLetter}`}`;
};

/** A duration as people read it in a list: two units while it is short, one when it is long. */
export function humanDuration(ms: number): string {
  if (ms < 2 * MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))}s`;
  if (ms < 10 * MINUTE) return two(ms, MINUTE, "m", SECOND, "s");
  if (ms < 3 * HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < 8 * HOUR) return two(ms, HOUR, "h", MINUTE, "m");
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)}h`;
  if (ms < 8 * DAY) return two(ms, DAY, "d", HOUR, "h");
  if (ms < 2 * YEAR) return `${Math.floor(ms / DAY)}d`;
  return ms < 8 * YEAR ? two(ms, YEAR, "y", DAY, "d") : `${Math.floor(ms / YEAR)}y`;
}

/** How long ago an instant was; `<unknown>` when it is not given. */
export const ageOf = (instant: string | undefined, now: Date): string =>
  instant ? humanDuration(now.getTime() - Date.parse(instant)) : "<unknown>";
