import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { Duration, isMap, Optional, Timestamp, Uint } from "../values/cel-values";
import { mapSize } from "../values/map-access";

// The Go zero time, which is not 1970.
const FIRST_SECOND = -62_135_596_800_000_000_000n;

const isZero = (value: unknown): boolean => {
  if (value === null || value === false || value === "" || value === 0 || value === 0n) return true;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof Timestamp) return value.nanos === FIRST_SECOND;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  return isMap(value) && mapSize(value) === 0;
};

const held = ({ hasValue, value }: Optional): unknown => {
  if (!hasValue) throw new CelRuntimeError("optional.none() dereference");
  return value;
};

/** Values that may be absent. */
export const OPTIONALS: readonly Declaration[] = [
  ["optional.of(V): optional(V)", (value: unknown) => Optional.of(value)],
  ["optional.ofNonZeroValue(V): optional(V)", (value: unknown) => (isZero(value) ? Optional.none : Optional.of(value))],
  ["optional.none(): optional(V)", () => Optional.none],
  ["optional.unwrap(list(optional(V))): list(V)", (list: Optional[]) => list.filter(({ hasValue }) => hasValue).map(({ value }) => value)],
  ["list(optional(V))::unwrapOpt(): list(V)", (list: Optional[]) => list.filter(({ hasValue }) => hasValue).map(({ value }) => value)],
  ["optional(V)::hasValue(): bool", ({ hasValue }: Optional) => hasValue],
  ["optional(V)::value(): V", held],
  ["optional(V)::or(optional(V)): optional(V)", (first: Optional, second: Optional) => (first.hasValue ? first : second)],
  ["optional(V)::orValue(V): V", ({ hasValue, value }: Optional, other: unknown) => (hasValue ? value : other)],
];
