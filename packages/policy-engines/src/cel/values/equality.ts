import { Duration, isMap, isOpaque, Optional, Timestamp, TypeValue } from "./cel-values";
import { mapEntries, mapGet, mapHas, mapSize } from "./map-access";
import { compareNumbers, isNumber } from "./numbers";

const areBytesEqual = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);

const areListsEqual = (a: readonly unknown[], b: readonly unknown[]) => a.length === b.length && a.every((item, i) => isEqual(item, b[i]));

const areOptionalsEqual = (a: Optional, b: Optional) => a.hasValue === b.hasValue && (!a.hasValue || isEqual(a.value, b.value));

/** Whether two values are equal. Numbers are compared across their types; values of other types are never equal. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isNumber(a)) return isNumber(b) && compareNumbers(a, b) === 0;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && areListsEqual(a, b);
  if (isMap(a)) {
    if (!isMap(b) || mapSize(a) !== mapSize(b)) return false;
    for (const [key, value] of mapEntries(a)) if (!mapHas(b, key) || !isEqual(value, mapGet(b, key))) return false;
    return true;
  }
  if (a instanceof Uint8Array) return b instanceof Uint8Array && areBytesEqual(a, b);
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof Optional) return b instanceof Optional && areOptionalsEqual(a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  return isOpaque(a) && a.equals(b);
}
