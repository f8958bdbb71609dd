import type { JsonObject } from "@holdfast/contracts/json";

/** What a change says of an object: the changed fields before and after it, by JSON pointer. */
export interface RecordedChange {
  readonly operation: "created" | "updated" | "deleted";
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** The state before a change, of the state after it; null is an object that is not there. */
export function stateBefore(state: JsonObject | null, { operation, before, after }: RecordedChange): JsonObject | null {
  if (operation === "created") return null;
  if (operation === "deleted") return before ?? {};
  const kept = Object.entries(state ?? {}).filter(([pointer]) => !Object.hasOwn(after ?? {}, pointer));
  return { ...Object.fromEntries(kept), ...before };
}
