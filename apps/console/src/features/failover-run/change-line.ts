import type { ObjectChange } from "@holdfast/contracts/object-change";

/** A field that moved from one plain value to another. */
export interface PlainChange {
  /** The JSON pointer; `field` is the end of it. */
  readonly path: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const isPlain = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);
const MOST = 3;

/**
 * What a step changes, short enough for its row: `replicas 3 → 10`. Null when there is nothing plain to say, or too much: then
 * the whole difference below the row says it.
 */
export function changeLine(changes: readonly ObjectChange[]): PlainChange[] | null {
  const fields = changes.flatMap((change) => change.fields);
  const plain = fields.flatMap(({ path, before, after }): PlainChange[] =>
    isPlain(before) && isPlain(after)
      ? [{ path, field: path.slice(path.lastIndexOf("/") + 1), before: String(before), after: String(after) }]
      : [],
  );
  return plain.length === 0 || plain.length > MOST || plain.length < fields.length ? null : plain;
}
