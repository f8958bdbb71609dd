import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { type ClusterSpec, type Fleet, type FleetCluster, FleetSpec } from "./fleet-spec";
import { nodesOf } from "./node-factory";

/** Names the clusters that get an object, separated by commas; without it all do. The object itself does not keep it. */
const CLUSTERS_ANNOTATION = "simulator.holdfast.dev/clusters";

type Fields = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, string | number | boolean>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const valueNamed = (name: string, values: Values): string | number | boolean => {
  const value = values[name];
  if (value === undefined) throw new Error(`no value is given for \${${name}}`);
  return value;
};

/** Fills `${name}` with a cluster's values; where nothing else is in the text, with the value itself, be it a number. */
const filled = (value: unknown, values: Values): unknown => {
  if (typeof value === "string") {
    const only = /^\$\{(\w+)\}$/.exec(value)?.[1];
    return only ? valueNamed(only, values) : value.replace(/\$\{(\w+)\}/g, (_, name: string) => String(valueNamed(name, values)));
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, values));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [filled(name, values), filled(item, values)]));
};

const annotationsOf = (object: Fields): Readonly<Record<string, string>> => {
  const { annotations } = (isFields(object.metadata) ? object.metadata : {}) as { annotations?: Record<string, string> };
  return annotations ?? {};
};

const isFor = (object: Fields, cluster: string): boolean => {
  const named = annotationsOf(object)[CLUSTERS_ANNOTATION];
  return named === undefined || named.split(",").some((name) => name.trim() === cluster);
};

const withoutMark = (object: Fields): Fields => {
  const { [CLUSTERS_ANNOTATION]: _, ...annotations } = annotationsOf(object);
  const { annotations: __, ...metadata } = object.metadata as { annotations?: unknown };
  return { ...object, metadata: Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata };
};

const objectsOf = (cluster: ClusterSpec, manifests: readonly Fields[]): Fields[] => {
  const { name, environment, region } = cluster;
  const values = { cluster: name, environment, region, ...cluster.values };
  return manifests.filter((object) => isFor(object, name)).map((object) => filled(withoutMark(object), values) as Fields);
};

/**
 * Reads a fleet from a folder: `fleet.yaml` names the clusters and the manifests, whose objects every cluster gets with its
 * own values filled in. Throws when the file does not fit or a value is missing.
 */
export function loadFleet(folder: string, now: Date): Fleet {
  const { spec } = FleetSpec.parse(parse(readFileSync(join(folder, "fleet.yaml"), "utf8")));
  const manifests = spec.manifests.flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), "utf8")).flatMap((document) => {
      const [problem] = document.errors;
      if (problem) throw new Error(`${file}: ${problem.message}`);
      const object: unknown = document.toJS();
      return isFields(object) ? [object] : [];
    }),
  );
  const clusters = spec.clusters.map(
    (cluster): FleetCluster => ({
      ...{ name: cluster.name, environment: cluster.environment, region: cluster.region },
      objects: [...nodesOf(cluster, now), ...objectsOf(cluster, manifests)],
    }),
  );
  return { seed: spec.seed, clusters };
}
