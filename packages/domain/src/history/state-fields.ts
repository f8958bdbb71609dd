import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { FieldChange } from "@holdfast/contracts/object-change";
import { changedFields } from "../object/changed-fields";

const isBranch = (value: Json | undefined): boolean => typeof value === "object" && value !== null;

/**
 * The fields in which two states of an object differ, in the order of their names. A state holds values by JSON pointer; where both
 * hold a list or a map there, the fields inside it are told apart, each with the whole pointer.
 */
export function stateFields(before: JsonObject, after: JsonObject): FieldChange[] {
  const pointers = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return pointers.flatMap((pointer) => {
    const [was, is] = [before[pointer], after[pointer]];
    if (isBranch(was) && isBranch(is) && Array.isArray(was) === Array.isArray(is))
      return changedFields(was ?? null, is ?? null).map((field) => ({ ...field, path: `${pointer}${field.path}` }));
    return changedFields(was ?? null, is ?? null).map((field) => ({ ...field, path: pointer }));
  });
}
