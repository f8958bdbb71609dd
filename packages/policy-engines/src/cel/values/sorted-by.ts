import { CelRuntimeError } from "../run/runtime-error";
import { typeNameOf } from "./cel-values";
import { compareValues } from "./ordering";

/** The items in the order of their keys, which must all be of one type that has an order. */
export function sortedBy(items: readonly unknown[], keys: readonly unknown[]): unknown[] {
  const [first] = keys;
  for (const key of keys) {
    if (typeNameOf(key) !== typeNameOf(first)) throw new CelRuntimeError("list elements must have the same type");
    if (typeof key !== "number" && Number.isNaN(compareValues(key, first))) throw new CelRuntimeError("list elements must be comparable");
  }
  return items
    .map((item, i) => ({ item, key: keys[i] }))
    .toSorted((a, b) => compareValues(a.key, b.key) || 0)
    .map(({ item }) => item);
}
