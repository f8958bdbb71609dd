import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { Duration, type MapValue, Optional, typeNameOf, Uint } from "../values/cel-values";
import { isEqual } from "../values/equality";
import { mapSize } from "../values/map-access";
import { asInt, asUint } from "../values/numbers";
import { compareValues } from "../values/ordering";
import { sortedBy } from "../values/sorted-by";
import { Characters } from "../values/text";
import { durationOf } from "./duration-text";

type List = readonly unknown[];
const COMPARABLE = ["int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes"];
const MAX_RANGE = 10_000_000n;

const isSorted = (list: List) => list.every((item, i) => i === 0 || !(compareValues(list[i - 1], item) > 0));

const extreme = (name: string, list: List, sign: number): unknown => {
  if (list.length === 0) throw new CelRuntimeError(`${name} called on empty list`);
  return list.reduce((best, item) => {
    const order = compareValues(best, item);
    if (Number.isNaN(order) && typeNameOf(best) !== typeNameOf(item)) throw new CelRuntimeError("no such overload");
    return order * sign > 0 ? item : best;
  });
};

const slice = (list: List, start: bigint, end: bigint): List => {
  const about = `cannot slice(${start}, ${end})`;
  if (start < 0n || end < 0n) throw new CelRuntimeError(`${about}, negative indexes not supported`);
  if (start > end) throw new CelRuntimeError(`${about}, start index must be less than or equal to end index`);
  if (BigInt(list.length) < end) throw new CelRuntimeError(`${about}, list is length ${list.length}`);
  return list.slice(Number(start), Number(end));
};

const flatten = (list: List, depth: bigint): unknown[] => {
  if (depth < 0n) throw new CelRuntimeError("level must be non-negative");
  return list.flatMap((item) => (Array.isArray(item) && depth > 0n ? flatten(item, depth - 1n) : [item]));
};

const range = (size: bigint): bigint[] => {
  if (size < 0n) throw new CelRuntimeError(`lists.range: size must be non-negative, got ${size}`);
  if (size > MAX_RANGE) throw new CelRuntimeError(`lists.range: size ${size} exceeds maximum allowed (${MAX_RANGE})`);
  return Array.from({ length: Number(size) }, (_, i) => BigInt(i));
};

const distinct = (list: List): unknown[] => {
  const kept: unknown[] = [];
  const seen = new Set<unknown>();
  for (const item of list) {
    // Of strings, which are most, it is known at once.
    if (typeof item === "string" ? seen.has(item) : kept.some((each) => isEqual(each, item))) continue;
    if (typeof item === "string") seen.add(item);
    kept.push(item);
  }
  return kept;
};

const isAmong = (list: List, item: unknown) => list.some((each) => isEqual(each, item));
const contains = (list: List, part: List) => part.every((item) => isAmong(list, item));

const sums: readonly Declaration[] = [
  ["list(int)::sum(): int", (list: readonly bigint[]) => list.reduce((total, item) => asInt(total + item), 0n)],
  ["list(uint)::sum(): uint", (list: readonly Uint[]) => list.reduce((total, { value }) => asUint(total.value + value), new Uint(0n))],
  ["list(double)::sum(): double", (list: readonly number[]) => list.reduce((total, item) => total + item, 0)],
  [
    "list(duration)::sum(): duration",
    (list: readonly Duration[]) => list.reduce((total, { nanos }) => durationOf(total.nanos + nanos), new Duration(0n)),
  ],
];

const ordered = COMPARABLE.flatMap((type): Declaration[] => [
  [`list(${type})::isSorted(): bool`, isSorted],
  [`list(${type})::min(): ${type}`, (list: List) => extreme("min", list, 1)],
  [`list(${type})::max(): ${type}`, (list: List) => extreme("max", list, -1)],
  [`list(${type})::sort(): list(${type})`, (list: List) => sortedBy(list, list)],
]);

const sizes = (["(%): int", "%::(): int"] as const).flatMap((form): Declaration[] => {
  const signature = (type: string) => (form === "(%): int" ? `size(${type}): int` : `${type}::size(): int`);
  return [
    [signature("bytes"), (bytes: Uint8Array) => BigInt(bytes.length)],
    [signature("list(A)"), (list: List) => BigInt(list.length)],
    [signature("map(A, B)"), (map: MapValue) => BigInt(mapSize(map))],
    [signature("string"), (text: string) => BigInt(new Characters(text).length)],
  ];
});

/** Functions of lists: Kubernetes' own, those of the lists and the sets extension, and `size`. */
export const LISTS: readonly Declaration[] = [
  ...sizes,
  ...sums,
  ...ordered,
  ["list(A)::indexOf(A): int", (list: List, item: unknown) => BigInt(list.findIndex((each) => isEqual(each, item)))],
  ["list(A)::lastIndexOf(A): int", (list: List, item: unknown) => BigInt(list.findLastIndex((each) => isEqual(each, item)))],
  ["list(T)::slice(int, int): list(T)", slice],
  ["list(list(T))::flatten(): list(T)", (list: List) => flatten(list, 1n)],
  ["list(dyn)::flatten(int): list(dyn)", flatten],
  ["list(T)::first(): optional(T)", (list: List) => (list.length > 0 ? Optional.of(list[0]) : Optional.none)],
  ["list(T)::last(): optional(T)", (list: List) => (list.length > 0 ? Optional.of(list.at(-1)) : Optional.none)],
  ["lists.range(int): list(int)", range],
  ["list(T)::reverse(): list(T)", (list: List) => list.toReversed()],
  ["list(T)::distinct(): list(T)", distinct],
  ["sets.contains(list(T), list(T)): bool", contains],
  ["sets.equivalent(list(T), list(T)): bool", (a: List, b: List) => contains(a, b) && contains(b, a)],
  ["sets.intersects(list(T), list(T)): bool", (a: List, b: List) => a.some((item) => isAmong(b, item))],
];
