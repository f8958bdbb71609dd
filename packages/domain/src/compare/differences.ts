import { isDeepStrictEqual } from "node:util";
import type { DifferenceGroup } from "@holdfast/contracts/compare";
import type { Json, JsonObject } from "@holdfast/contracts/json";
import { withoutState } from "./without-state";

/** What of an object is compared. */
export interface ComparedObject {
  readonly resource: string;
  readonly images: readonly string[];
  readonly desired: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly facts: JsonObject;
}

/** One field that two objects do not share; null where an object has none. */
export interface Difference {
  readonly group: DifferenceGroup;
  readonly field: string;
  readonly left: Json;
  readonly right: Json;
}

/** Only of these is the number of replicas somebody's setting; of others it follows from nodes, metrics or pods. */
const REPLICATED = ["deployments.apps", "statefulsets.apps"];
const MOST_DIFFERENCES = 50;

const isObject = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** The entries of a list by their names; null when they have none of their own. */
function byName(value: Json): Map<string, Json> | null {
  if (!Array.isArray(value)) return null;
  const named = new Map(value.map((entry) => [isObject(entry) && typeof entry.name === "string" ? entry.name : "", entry]));
  return named.size === value.length && !named.has("") ? named : null;
}

function* fieldsThatDiffer(left: Json, right: Json, path: string): Generator<{ field: string; left: Json; right: Json }> {
  if (isDeepStrictEqual(left, right)) return;
  if (isObject(left) && isObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    for (const key of keys) yield* fieldsThatDiffer(left[key] ?? null, right[key] ?? null, path === "" ? key : `${path}.${key}`);
    return;
  }
  const [lefts, rights] = [byName(left), byName(right)];
  if (lefts && rights) {
    const names = [...new Set([...lefts.keys(), ...rights.keys()])].sort();
    for (const name of names) yield* fieldsThatDiffer(lefts.get(name) ?? null, rights.get(name) ?? null, `${path}[${name}]`);
    return;
  }
  yield { field: path, left, right };
}

/** An image without its tag and digest. A colon before the last slash is a registry's port. */
const repositoryOf = (image: string) => image.replace(/@.*$/, "").replace(/:[^/]*$/, "");

function imageDifference(left: readonly string[], right: readonly string[]): Difference[] {
  if (isDeepStrictEqual([...left].sort(), [...right].sort())) return [];
  const repositories = (images: readonly string[]) => images.map(repositoryOf).sort();
  const group = isDeepStrictEqual(repositories(left), repositories(right)) ? "version" : "image";
  return [{ group, field: "images", left: left.join(", "), right: right.join(", ") }];
}

/**
 * What two objects of the same name differ in, by field; what a cluster decides for itself (addresses, counts, conditions) is
 * not compared. An object that only one cluster has is one difference. At most fifty are returned.
 */
export function differencesOf(left: ComparedObject | null, right: ComparedObject | null): Difference[] {
  if (!left || !right) return [{ group: "missing", field: "", left: left ? "present" : null, right: right ? "present" : null }];
  const replicas =
    REPLICATED.includes(left.resource) && left.desired !== right.desired
      ? [{ group: "replicas" as const, field: "replicas", left: left.desired, right: right.desired }]
      : [];
  const config = [...fieldsThatDiffer(withoutState(left.facts), withoutState(right.facts), "")];
  const labels = [...fieldsThatDiffer({ ...left.labels }, { ...right.labels }, "")];
  return [
    ...imageDifference(left.images, right.images),
    ...replicas,
    ...config.map((each) => ({ group: "config" as const, ...each })),
    ...labels.map((each) => ({ group: "labels" as const, ...each, field: `labels.${each.field}` })),
  ].slice(0, MOST_DIFFERENCES);
}
