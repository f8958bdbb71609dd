import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from "yaml";

/** Where a field stands in a text, whether it is there at all, and its value if that is a scalar or the kind of it if not. */
export interface FieldPosition {
  readonly line: number;
  readonly column: number;
  readonly isPresent: boolean;
  readonly value: unknown;
}

const pairOf = (node: unknown, key: PropertyKey): Pair<unknown, unknown> | undefined =>
  isMap(node) ? node.items.find((pair) => (isScalar(pair.key) ? String(pair.key.value) : String(pair.key)) === String(key)) : undefined;

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const heldBy = (node: unknown): unknown => {
  if (isScalar(node)) return node.value;
  return isSeq(node) ? [] : {};
};

/**
 * The position of a field's value; of its key when `atKey`; of what should hold it, as far as that is there, when the field
 * is missing.
 */
export function positionOf(doc: Document, lines: LineCounter, path: readonly PropertyKey[], atKey = false): FieldPosition {
  let node: unknown = doc.contents;
  let keyAt = startOf(node) ?? 0;
  let valueAt = keyAt;
  let isPresent = true;
  for (const key of path) {
    const pair = pairOf(node, key);
    const next = pair ? pair.value : isSeq(node) && typeof key === "number" ? node.items[key] : undefined;
    if (!pair && next === undefined) {
      isPresent = false;
      break;
    }
    keyAt = startOf(pair?.key) ?? startOf(next) ?? keyAt;
    valueAt = startOf(next) ?? keyAt;
    node = next;
  }
  const { line, col } = lines.linePos(atKey || !isPresent ? keyAt : valueAt);
  return { line: Math.max(line, 1), column: Math.max(col, 1), isPresent, value: heldBy(node) };
}
