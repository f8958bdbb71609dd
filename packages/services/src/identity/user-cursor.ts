import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { z } from "zod";

const Place = z.tuple([z.string().max(300), z.string().max(64)]);

/** Where a page ended: the value that the list is sorted by, and the id that tells equal ones apart. */
export type Place = z.infer<typeof Place>;

/** A place as a page carries it. */
export const writePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** Reads a place back. Throws `InvalidInput` for a text that no list of ours gave. */
export function readPlace(cursor: string): Place {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new Fault("InvalidInput", worded("CursorUnknown"), { cause });
  }
}
