import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { HOLE, scrub } from "../inventory/scrub";

/** kubectl's copy of what was applied: the object once more, with whatever its owner wrote into it. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const isSecretName = (name: string) => scrub(`${name}=x`) !== `${name}=x`;
/** A kubeconfig within an object, such as Rancher's imported clusters have; a path to one is shown. */
const isKubeconfig = (name: string, value: string) => /^kube_?config$/i.test(name) && value.length > 256;
const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** An entry such as `{ name: DB_PASSWORD, value: ... }` is named by its neighbour. */
const nameOf = (entry: JsonObject, key: string) => (key === "value" && typeof entry.name === "string" ? entry.name : key);

function redacted(value: Json, name: string): Json {
  if (typeof value === "string") return value !== "" && (isSecretName(name) || isKubeconfig(name, value)) ? HOLE : scrub(value);
  if (Array.isArray(value)) return value.map((each) => redacted(each, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redacted(each, nameOf(value, key))]));
}

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
