import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { PatchOperation } from "../kube/kube-port";
import { keysOf, pointerOf, valueAt } from "../objects/json-pointer";

/** One field as it is to become; null takes it away. */
export interface WantedField {
  readonly pointer: string;
  readonly value: Json;
}

const isObject = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** The keys of the part of an object that is there on the way to a pointer. */
function nearest(object: Json, pointer: string): string[] {
  const keys = keysOf(pointer);
  while (keys.length > 0 && valueAt(object, pointerOf(keys)) === null) keys.pop();
  return keys;
}

/**
 * What must still be as it was just compared when the patch is applied: the object by its uid, and every field, or what is
 * nearest above one that is absent. Only where that is the object itself or its metadata, the version of the whole must be the
 * same: it would be too strict elsewhere, for controllers write the status all the time.
 */
function guards(object: KubeObject, wanted: readonly WantedField[]): PatchOperation[] {
  const { uid, resourceVersion } = object.metadata ?? {};
  const tests = wanted.map(({ pointer }): PatchOperation => {
    const keys = nearest(object as Json, pointer);
    const isWhole = keys.length === 0 || (keys.length === 1 && keys[0] === "metadata");
    if (isWhole) return { op: "test", path: "/metadata/resourceVersion", value: resourceVersion };
    const path = pointerOf(keys);
    return { op: "test", path, value: valueAt(object as Json, path) };
  });
  return [{ op: "test", path: "/metadata/uid", value: uid }, ...tests];
}

/** Makes the maps that a pointer leads through, where they are absent, in the object and as operations. */
function makeWay(object: JsonObject, keys: readonly string[]): PatchOperation[] {
  const made: PatchOperation[] = [];
  let at: JsonObject = object;
  for (const [i, key] of keys.entries()) {
    const next = at[key];
    if (next === undefined || next === null) {
      at[key] = {};
      made.push({ op: "add", path: pointerOf(keys.slice(0, i + 1)), value: {} });
    }
    const child = at[key];
    if (!isObject(child ?? null)) return made;
    at = child as JsonObject;
  }
  return made;
}

/** A JSON patch that sets these fields, if they still are as they are in this object. */
export function fieldPatch(object: KubeObject, wanted: readonly WantedField[]): PatchOperation[] {
  const draft = structuredClone(object) as JsonObject;
  const operations = wanted.flatMap(({ pointer, value }): PatchOperation[] => {
    if (value === null) return valueAt(object as Json, pointer) === null ? [] : [{ op: "remove", path: pointer }];
    return [...makeWay(draft, keysOf(pointer).slice(0, -1)), { op: "add", path: pointer, value }];
  });
  return [...guards(object, wanted), ...operations];
}
