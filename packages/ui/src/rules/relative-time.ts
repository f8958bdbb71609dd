/** The units in which a person tells how long ago something was. */
export type RelativeUnit = "now" | "second" | "minute" | "hour" | "day";

/** How far an instant is from now, in its largest whole unit. */
export interface RelativeTime {
  readonly count: number;
  readonly unit: RelativeUnit;
  readonly isFuture: boolean;
}

const STEPS: readonly (readonly [RelativeUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** Within one second of now, to either side, is "now": clocks of two machines differ by more than that. */
export function relativeTime(atMs: number, nowMs: number): RelativeTime {
  const distance = Math.abs(nowMs - atMs);
  const isFuture = atMs > nowMs;
  for (const [unit, size] of STEPS) if (distance >= size) return { count: Math.floor(distance / size), unit, isFuture };
  return { count: 0, unit: "now", isFuture: false };
}
