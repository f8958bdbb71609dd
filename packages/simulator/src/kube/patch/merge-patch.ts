import { isFields, type JsonFields } from "../managed-fields/typed-value";

const mergeAt = (target: unknown, patch: unknown): unknown => {
  if (!isFields(patch)) return patch;
  return mergePatch(isFields(target) ? target : {}, patch);
};

/** A JSON merge patch (RFC 7396): fields are merged, null removes, everything else replaces. */
export function mergePatch(target: JsonFields, patch: JsonFields): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergeAt(target[name], value);
  }
  return merged;
}
