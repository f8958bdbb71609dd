// The package's own entry lies beside its TypeScript source, which tsx would run in its place.
import { applyPatch, deepClone, JsonPatchError, type Operation } from "fast-json-patch/commonjs/core.js";
import { ApiError, badRequest } from "../api-error";
import type { JsonFields } from "../managed-fields/typed-value";

/** The words of the real server, which keeps to itself which operation failed. */
const rejected = () => new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});

/** A JSON patch (RFC 6902). An operation that cannot be done refuses the whole patch. */
export function jsonPatch(target: JsonFields, patch: unknown): Record<string, unknown> {
  if (!Array.isArray(patch)) {
    throw badRequest("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
  }
  try {
    const copy = deepClone(target) as Record<string, unknown>;
    return applyPatch(copy, patch as Operation[], true, true, true).newDocument;
  } catch (cause) {
    if (cause instanceof JsonPatchError) throw rejected();
    throw cause;
  }
}
