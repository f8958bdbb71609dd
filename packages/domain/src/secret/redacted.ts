import type { Json, JsonObject } from "@holdfast/contracts/json";
import { HOLE, scrub } from "./scrub";

const isSecretName = (name: string) => scrub(`${name}=x`) !== `${name}=x`;
/** A kubeconfig within an object, such as Rancher's imported clusters have; a path to one is shown. */
const isKubeconfig = (name: string, value: string) => /^kube_?config$/i.test(name) && value.length > 256;
const isObject = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** An entry such as `{ name: DB_PASSWORD, value: ... }` is named by its neighbour. */
const nameOf = (entry: JsonObject, key: string) => (key === "value" && typeof entry.name === "string" ? entry.name : key);

/** The value without what looks like a secret by its own look or by the name that it stands under; `name` is that of the whole. */
export function redacted(value: Json, name: string): Json {
  if (typeof value === "string") return value !== "" && (isSecretName(name) || isKubeconfig(name, value)) ? HOLE : scrub(value);
  if (Array.isArray(value)) return value.map((each) => redacted(each, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redacted(each, nameOf(value, key))]));
}
