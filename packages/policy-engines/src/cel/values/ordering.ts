import { Duration, Timestamp } from "./cel-values";
import { compareNumbers, isNumber } from "./numbers";
import { compareText } from "./text";

const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
};

/** How two values stand to each other; NaN, which is neither, when they cannot be compared. */
export function compareValues(a: unknown, b: unknown): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  if (a instanceof Duration && b instanceof Duration) return Number(a.nanos > b.nanos) - Number(a.nanos < b.nanos);
  if (a instanceof Timestamp && b instanceof Timestamp) return Number(a.nanos > b.nanos) - Number(a.nanos < b.nanos);
  return Number.NaN;
}
