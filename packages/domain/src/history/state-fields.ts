import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { FieldChange } from "@holdfast/contracts/object-change";
import { changedFields } from "../object/changed-fields";

const isBranch = (value: Json | undefined): boolean => typeof value === "object" && value !== null;

/** What people look for first stands first: what was decided, then how it goes, then the rest. */
const ORDER = [
  "/desired",
  "/images",
  "/labels/",
  "/facts/isCordoned",
  "/facts/taints",
  "/facts/template",
  "/health",
  "/status",
  "/ready",
  "/restarts",
];
const rankOf = (pointer: string): number => {
  const rank = ORDER.findIndex((each) => pointer.startsWith(each));
  return rank < 0 ? ORDER.length : rank;
};

/** The order of two fields of a state: by what they are about, then by name. */
export const inFieldOrder = (one: string, other: string): number => rankOf(one) - rankOf(other) || (one < other ? -1 : 1);

/**
 * The fields in which two states of an object differ, in `inFieldOrder`. A state holds values by JSON pointer; where both
 * hold a list or a map there, the fields inside it are told apart, each with the whole pointer.
 */
export function stateFields(before: JsonObject, after: JsonObject): FieldChange[] {
  const pointers = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(inFieldOrder);
  return pointers.flatMap((pointer) => {
    const [was, is] = [before[pointer], after[pointer]];
    if (isBranch(was) && isBranch(is) && Array.isArray(was) === Array.isArray(is))
      return changedFields(was ?? null, is ?? null).map((field) => ({ ...field, path: `${pointer}${field.path}` }));
    return changedFields(was ?? null, is ?? null).map((field) => ({ ...field, path: pointer }));
  });
}
