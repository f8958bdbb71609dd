import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";

/** A place in a list of changes. */
export interface ChangePlace {
  readonly observedAt: Date;
  readonly id: bigint;
}

const PLACE = /^(\d{1,14})-(\d{1,19})$/;

/** Reads the place out of a cursor, which is the id of the last change that was told. Throws `InvalidInput` for anything else. */
export function changePlace(cursor: string): ChangePlace {
  const [, atMs, id] = PLACE.exec(cursor) ?? [];
  if (atMs === undefined || id === undefined) throw new Fault("InvalidInput", worded("CursorUnknown"));
  return { observedAt: new Date(Number(atMs)), id: BigInt(id) };
}
