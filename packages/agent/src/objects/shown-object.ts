import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { redacted } from "@holdfast/domain/secret/redacted";

/** kubectl's copy of what was applied: the object once more, with whatever its owner wrote into it. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What of an object is shown and edited: everything but the bookkeeping of field managers, with what looks like a secret cut
 * out. Only keys of maps are left out, so that every pointer into it leads to the same place of the object itself.
 */
export function shownObject(object: KubeObject): JsonObject {
  // What came from the API server as JSON is JSON.
  const { metadata, ...rest } = object as JsonObject;
  const { managedFields: _, annotations, ...named } = isObject(metadata) ? metadata : {};
  const { [LAST_APPLIED]: __, ...kept } = isObject(annotations) ? annotations : {};
  const shown = { ...rest, metadata: { ...named, ...(annotations === undefined ? {} : { annotations: kept }) } };
  const { apiVersion = "", kind = "", metadata: about, ...parts } = redacted(shown, "") as JsonObject;
  return { apiVersion, kind, metadata: about ?? {}, ...parts };
}
