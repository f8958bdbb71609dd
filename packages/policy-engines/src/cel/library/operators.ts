import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { type Duration, type MapValue, type Timestamp, Uint } from "../values/cel-values";
import { isEqual } from "../values/equality";
import { mapHas } from "../values/map-access";
import { asInt, asUint } from "../values/numbers";
import { compareValues } from "../values/ordering";
import { durationOf } from "./duration-text";
import { timestampOf } from "./timestamp-text";

const NUMBERS = ["int", "uint", "double"];
const ORDERED = ["bool", "string", "bytes", "timestamp", "duration"];
const PAIRS = [...NUMBERS.flatMap((a) => NUMBERS.map((b) => [a, b])), ...ORDERED.map((type) => [type, type])];

const COMPARISONS: readonly (readonly [string, (order: number) => boolean])[] = [
  ["_<_", (order) => order < 0],
  ["_<=_", (order) => order <= 0],
  ["_>_", (order) => order > 0],
  ["_>=_", (order) => order >= 0],
];

const comparisons = COMPARISONS.flatMap(([name, holds]) =>
  PAIRS.map(([a, b]): Declaration => [`${name}(${a}, ${b}): bool`, (x: unknown, y: unknown) => holds(compareValues(x, y))]),
);

const joinBytes = (a: Uint8Array, b: Uint8Array) => Uint8Array.from([...a, ...b]);

const whole = (b: bigint, message: string): bigint => {
  if (b === 0n) throw new CelRuntimeError(message);
  return b;
};
const [BY_ZERO, MODULUS] = ["division by zero", "modulus by zero"];

const contains = (item: unknown, list: readonly unknown[]) => list.some((each) => isEqual(each, item));
const hasKey = (key: unknown, map: MapValue) => mapHas(map, key);

const SUMS: readonly Declaration[] = [
  ["_+_(bytes, bytes): bytes", joinBytes],
  ["_+_(double, double): double", (a: number, b: number) => a + b],
  ["_+_(duration, duration): duration", (a: Duration, b: Duration) => durationOf(a.nanos + b.nanos)],
  ["_+_(duration, timestamp): timestamp", (a: Duration, b: Timestamp) => timestampOf(a.nanos + b.nanos)],
  ["_+_(timestamp, duration): timestamp", (a: Timestamp, b: Duration) => timestampOf(a.nanos + b.nanos)],
  ["_+_(int, int): int", (a: bigint, b: bigint) => asInt(a + b)],
  ["_+_(list(A), list(A)): list(A)", (a: unknown[], b: unknown[]) => [...a, ...b]],
  ["_+_(string, string): string", (a: string, b: string) => a + b],
  ["_+_(uint, uint): uint", (a: Uint, b: Uint) => asUint(a.value + b.value)],
  ["_-_(double, double): double", (a: number, b: number) => a - b],
  ["_-_(duration, duration): duration", (a: Duration, b: Duration) => durationOf(a.nanos - b.nanos)],
  ["_-_(int, int): int", (a: bigint, b: bigint) => asInt(a - b)],
  ["_-_(timestamp, duration): timestamp", (a: Timestamp, b: Duration) => timestampOf(a.nanos - b.nanos)],
  ["_-_(timestamp, timestamp): duration", (a: Timestamp, b: Timestamp) => durationOf(a.nanos - b.nanos)],
  ["_-_(uint, uint): uint", (a: Uint, b: Uint) => asUint(a.value - b.value)],
];

const PRODUCTS: readonly Declaration[] = [
  ["_*_(double, double): double", (a: number, b: number) => a * b],
  ["_*_(int, int): int", (a: bigint, b: bigint) => asInt(a * b)],
  ["_*_(uint, uint): uint", (a: Uint, b: Uint) => asUint(a.value * b.value)],
  ["_/_(double, double): double", (a: number, b: number) => a / b],
  ["_/_(int, int): int", (a: bigint, b: bigint) => asInt(a / whole(b, BY_ZERO))],
  ["_/_(uint, uint): uint", (a: Uint, b: Uint) => new Uint(a.value / whole(b.value, BY_ZERO))],
  ["_%_(int, int): int", (a: bigint, b: bigint) => a % whole(b, MODULUS)],
  ["_%_(uint, uint): uint", (a: Uint, b: Uint) => new Uint(a.value % whole(b.value, MODULUS))],
  ["-_(double): double", (a: number) => -a],
  ["-_(int): int", (a: bigint) => asInt(-a)],
];

// The planner evaluates these itself: here they have only their types.
const planned = () => {
  throw new CelRuntimeError("no such overload");
};

/** The operators, under the names that cel-go gives them in its messages. */
export const OPERATORS: readonly Declaration[] = [
  ...comparisons,
  ...SUMS,
  ...PRODUCTS,
  ["!_(bool): bool", (a: boolean) => !a],
  ["@in(A, list(A)): bool", contains],
  ["@in(A, map(A, B)): bool", hasKey],
  ["_==_(A, A): bool", planned],
  ["_!=_(A, A): bool", planned],
  ["_?_:_(bool, A, A): A", planned],
  ["_[_](list(A), int): A", planned],
  ["_[_](map(A, B), A): B", planned],
  ["_[_](optional(list(V)), int): optional(V)", planned],
  ["_[_](optional(map(K, V)), K): optional(V)", planned],
  ["_[?_](list(V), int): optional(V)", planned],
  ["_[?_](optional(list(V)), int): optional(V)", planned],
  ["_[?_](map(K, V), K): optional(V)", planned],
  ["_[?_](optional(map(K, V)), K): optional(V)", planned],
];
