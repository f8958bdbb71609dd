/** The units that a duration is shown in. */
export type DurationUnit = "ms" | "s" | "min" | "h" | "d";

/** A duration taken apart for reading: at most two units, the larger first. */
export interface DurationParts {
  readonly parts: readonly (readonly [amount: string, unit: DurationUnit])[];
}

const two = (value: number) => String(value).padStart(2, "0");

/** The two largest units of a duration; below ten seconds with a tenth, because there it matters. */
export function durationParts(ms: number): DurationParts {
  const whole = Math.max(0, ms);
  if (whole < 1000) return { parts: [[String(Math.round(whole)), "ms"]] };
  if (whole < 9950) return { parts: [[(whole / 1000).toFixed(1), "s"]] };
  const seconds = Math.round(whole / 1000);
  if (seconds < 60) return { parts: [[String(seconds), "s"]] };
  if (seconds < 3600)
    return {
      parts: [
        [String(Math.floor(seconds / 60)), "min"],
        [two(seconds % 60), "s"],
      ],
    };
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440)
    return {
      parts: [
        [String(Math.floor(minutes / 60)), "h"],
        [two(minutes % 60), "min"],
      ],
    };
  const hours = Math.round(minutes / 60);
  return {
    parts: [
      [String(Math.floor(hours / 24)), "d"],
      [String(hours % 24), "h"],
    ],
  };
}

/** A duration in one text, with the reader's words for the units. */
export const durationText = (ms: number, units: Readonly<Record<DurationUnit, string>>): string =>
  durationParts(ms)
    .parts.map(([amount, unit]) => `${amount} ${units[unit]}`)
    .join(" ");

/** A duration as a running clock: `00:09.4`, and `1:02:03` from an hour on. */
export function clockText(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  const seconds = Math.floor(tenths / 10);
  const hours = Math.floor(seconds / 3600);
  if (hours > 0) return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.${tenths % 10}`;
}
