import { equalJson } from "../store/equal-json";

/** A list that was patched, before its order is settled. */
export interface PatchedList {
  /** The list as it was, without what the patch deleted. */
  readonly original: readonly unknown[];
  /** The items that the patch named, merged. */
  readonly merged: readonly unknown[];
  keyOf(item: unknown): unknown;
  /** Keys in the order that the patch wants. */
  readonly patchOrder: readonly unknown[];
}

const indexIn = (keys: readonly unknown[], key: unknown) => keys.findIndex((candidate) => equalJson(candidate, key));

/**
 * The order of a merged list: named items in the patch's order; each of the others goes before the first named item that it
 * preceded before. A named item that is new precedes what it cannot be compared with.
 */
export function inPatchOrder({ original, merged, keyOf, patchOrder }: PatchedList): unknown[] {
  const before = original.map(keyOf);
  const mergedKeys = merged.map(keyOf);
  // An order may name items that the patch itself leaves alone.
  const untouched = original.filter((item) => indexIn(mergedKeys, keyOf(item)) < 0);
  const isOrdered = (item: unknown) => indexIn(patchOrder, keyOf(item)) >= 0;
  const named = [...merged, ...untouched.filter(isOrdered)].sort((a, b) => indexIn(patchOrder, keyOf(a)) - indexIn(patchOrder, keyOf(b)));
  const others = untouched.filter((item) => !isOrdered(item));
  const ordered: unknown[] = [];
  for (const item of named) {
    const place = indexIn(before, keyOf(item));
    while (others.length > 0 && place >= 0 && indexIn(before, keyOf(others[0])) < place) ordered.push(others.shift());
    ordered.push(item);
  }
  return [...ordered, ...others];
}
