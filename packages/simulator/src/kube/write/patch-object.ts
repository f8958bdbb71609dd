import { ApiError, badRequest, invalid, unsupportedMediaType } from "../api-error";
import type { ClusterApi, WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject } from "../cluster-store";
import { fieldCause } from "../field-cause";
import { isFields, type JsonFields } from "../managed-fields/typed-value";
import { jsonPatch } from "../patch/json-patch";
import { mergePatch } from "../patch/merge-patch";
import { strategicMerge } from "../patch/strategic-merge-patch";
import type { ResourceType } from "../resource-type";
import { decodeBody } from "./decode-body";
import { updateObject, type WriteTarget } from "./update-object";

/** RFC 6902: operations on paths. */
export const JSON_PATCH = "application/json-patch+json";
/** RFC 7396: what is given replaces, null removes. */
export const MERGE_PATCH = "application/merge-patch+json";
/** A merge that knows by which key the items of a built-in kind's lists are merged. */
export const STRATEGIC_MERGE_PATCH = "application/strategic-merge-patch+json";
/** Server-side apply: what a manager wants, and owns from then on. */
export const APPLY_PATCH = "application/apply-patch+yaml";

/** The patch forms that a resource takes; custom ones have no strategies to merge by. */
export const patchTypesOf = (type: ResourceType): readonly string[] =>
  type.isCustom ? [JSON_PATCH, MERGE_PATCH, APPLY_PATCH] : [JSON_PATCH, MERGE_PATCH, STRATEGIC_MERGE_PATCH, APPLY_PATCH];

const fieldsOf = (patch: unknown): JsonFields => {
  if (isFields(patch)) return patch;
  throw badRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
};

/** What a patch makes of an object, before anything is checked. */
export function patched(live: JsonFields, patch: unknown, mediaType: string, type: ResourceType): Record<string, unknown> {
  if (mediaType === JSON_PATCH) return jsonPatch(live, patch);
  if (mediaType === MERGE_PATCH) return mergePatch(live, fieldsOf(patch));
  if (mediaType === STRATEGIC_MERGE_PATCH && !type.isCustom) return strategicMerge(live, fieldsOf(patch), type.schema);
  throw unsupportedMediaType(patchTypesOf(type));
}

/** A patch may produce what its type cannot hold; the real server then blames the patched object as a whole. */
const decodePatched = (type: ResourceType, body: Record<string, unknown>, options: WriteOptions) => {
  try {
    return decodeBody(type, body, options);
  } catch (cause) {
    if (!(cause instanceof ApiError) || !cause.message.includes("json: cannot unmarshal")) throw cause;
    const detail = cause.message.slice(cause.message.indexOf("json: cannot"));
    throw invalid({ group: "", kind: "" }, "", [fieldCause.invalid("patch", JSON.stringify(body), detail)]);
  }
};

/** PATCH in one of the three forms that change an object (the fourth, apply, is another verb). */
export function patchObject(
  api: ClusterApi,
  target: WriteTarget,
  patch: unknown,
  mediaType: string,
  options: WriteOptions,
): WriteResult<KubeObject> {
  return updateObject(api, target, (live) => decodePatched(target.type, patched(live, patch, mediaType, target.type), options), options);
}
