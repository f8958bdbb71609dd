import { isDeepStrictEqual } from "node:util";
import type { EditedField } from "@holdfast/contracts/commands/object-edit";
import type { Json } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { PatchOperation } from "../kube/kube-port";
import { valueAt } from "./json-pointer";

/** The first field that is not as it was seen; undefined when all are. */
export const overtakenField = (object: Json, fields: readonly EditedField[]): EditedField | undefined =>
  fields.find(({ path, before }) => !isDeepStrictEqual(valueAt(object, path), before));

/** The first field that is not as it is wanted; undefined when the edit is there already. */
export const missingField = (object: Json, fields: readonly EditedField[]): EditedField | undefined =>
  fields.find(({ path, after }) => !isDeepStrictEqual(valueAt(object, path), after));

const MAPS = ["labels", "annotations"] as const;

/**
 * What must still be as it was just compared when the patch is applied. `exact` asks for the version of the whole object, so that
 * nothing a controller writes meanwhile is told as part of the edit. `decided` asks for the generation and the maps that it counts
 * for nothing, because a controller may write the status all the time; where these don't tell, it is `exact` too.
 */
export function editGuards({ metadata = {} }: KubeObject, fields: readonly EditedField[], how: "exact" | "decided"): PatchOperation[] {
  const { uid, generation, resourceVersion } = metadata;
  const maps = MAPS.filter((map) => fields.some(({ path }) => `${path}/`.startsWith(`/metadata/${map}/`)));
  const isNarrow = how === "decided" && generation !== undefined && maps.every((map) => metadata[map] !== undefined);
  if (!isNarrow) return [{ op: "test", path: "/metadata/resourceVersion", value: resourceVersion }];
  return [
    { op: "test", path: "/metadata/uid", value: uid },
    { op: "test", path: "/metadata/generation", value: generation },
    ...maps.map((map) => ({ op: "test" as const, path: `/metadata/${map}`, value: metadata[map] })),
  ];
}

/** The edit as a JSON patch. What is taken away goes last and from the end, so that no index moves under another. */
export function editPatch(fields: readonly EditedField[]): PatchOperation[] {
  const removed = fields.filter(({ after }) => after === null).toReversed();
  return [
    ...fields
      .filter(({ after }) => after !== null)
      .map(({ path, before, after }) => ({ op: before === null ? ("add" as const) : ("replace" as const), path, value: after })),
    ...removed.map(({ path }) => ({ op: "remove" as const, path })),
  ];
}
