import { type ComparedRow, placeOf } from "./compared-objects";

/** The same object in two clusters; null where a cluster does not have it. `object` is one of the two. */
export interface PairedObjects {
  readonly object: ComparedRow;
  readonly left: ComparedRow | null;
  readonly right: ComparedRow | null;
}

function compare(a: ComparedRow, b: ComparedRow): number {
  const [places, others] = [placeOf(a), placeOf(b)];
  for (const [i, place] of places.entries()) {
    const other = others[i] ?? "";
    if (place !== other) return Buffer.compare(Buffer.from(place), Buffer.from(other));
  }
  return 0;
}

/** Pairs two ordered streams by kind, namespace and name. */
export async function* pairedObjects(
  lefts: AsyncGenerator<ComparedRow, undefined>,
  rights: AsyncGenerator<ComparedRow, undefined>,
): AsyncGenerator<PairedObjects> {
  const next = async (stream: AsyncGenerator<ComparedRow, undefined>) => (await stream.next()).value ?? null;
  let [left, right] = await Promise.all([next(lefts), next(rights)]);
  for (;;) {
    const object = left ?? right;
    if (!object) return;
    const order = left && right ? compare(left, right) : left ? -1 : 1;
    if (order === 0) yield { object, left, right };
    else if (left && order < 0) yield { object: left, left, right: null };
    else if (right) yield { object: right, left: null, right };
    [left, right] = await Promise.all([order <= 0 ? next(lefts) : left, order >= 0 ? next(rights) : right]);
  }
}
