const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7].map((n) => n * DAY),
];

/** Round instants within a window, at most `most` of them: the marks of an axis of time. */
export function timeTicks(fromMs: number, toMs: number, most = 6): number[] {
  const step = STEPS.find((each) => (toMs - fromMs) / each <= most) ?? Math.ceil((toMs - fromMs) / most / DAY) * DAY;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(fromMs / step) * step; atMs <= toMs; atMs += step) ticks.push(atMs);
  return ticks.slice(0, most);
}
