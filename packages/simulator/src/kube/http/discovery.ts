import { noSuchResource } from "../api-error";
import type { ResourceRegistry } from "../resource-registry";
import type { ResourceType } from "../resource-type";
import { byPriority } from "../version-priority";

const AGGREGATED = /application\/json;\s*(?=[^,]*g=apidiscovery\.k8s\.io)(?=[^,]*v=v2(?![a-z0-9]))(?=[^,]*as=APIGroupDiscoveryList)/;

/** The media type of aggregated discovery. */
export const AGGREGATED_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Whether a client asks for all groups in one answer. */
export const wantsAggregated = (accept: string | undefined): boolean => AGGREGATED.test(accept ?? "");

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
};

const versionsOf = (types: readonly ResourceType[]) => groupBy(types, ({ version }) => version).sort(([a], [b]) => byPriority(a, b));

const SUBRESOURCE_VERBS: Readonly<Record<string, readonly string[]>> = {
  eviction: ["create"],
  log: ["get"],
  exec: ["create", "get"],
  finalize: ["update"],
};
const FOREIGN_KINDS: Readonly<Record<string, { group: string; version: string; kind: string }>> = {
  scale: { group: "autoscaling", version: "v1", kind: "Scale" },
  eviction: { group: "policy", version: "v1", kind: "Eviction" },
  exec: { group: "", version: "v1", kind: "PodExecOptions" },
};
const verbsOf = (subresource: string) => SUBRESOURCE_VERBS[subresource] ?? ["get", "patch", "update"];

const resourceEntries = (type: ResourceType): object[] => {
  const { plural, singular, isNamespaced, kind, verbs, shortNames, categories } = type;
  const own = {
    ...{ name: plural, singularName: singular, namespaced: isNamespaced, kind, verbs },
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const doors = type.subresources.map((subresource) => ({
    ...{ name: `${plural}/${subresource}`, singularName: "", namespaced: isNamespaced },
    ...(FOREIGN_KINDS[subresource] ?? { kind }),
    verbs: verbsOf(subresource),
  }));
  return [own, ...doors];
};

/** `/api/v1` and `/apis/<group>/<version>`: the resources of a version. */
export function resourceList(registry: ResourceRegistry, group: string, version: string): object {
  const types = registry.all().filter((type) => type.group === group && type.version === version);
  if (types.length === 0) throw noSuchResource();
  const groupVersion = group === "" ? version : `${group}/${version}`;
  const apiVersion = group === "" ? {} : { apiVersion: "v1" };
  return { kind: "APIResourceList", ...apiVersion, groupVersion, resources: types.flatMap(resourceEntries) };
}

const groupEntry = (group: string, types: readonly ResourceType[]) => {
  const versions = versionsOf(types).map(([version]) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] };
};

const namedGroups = (registry: ResourceRegistry) =>
  groupBy(
    registry.all().filter(({ group }) => group !== ""),
    ({ group }) => group,
  );

/** `/apis`: all groups but the core one. */
export const groupList = (registry: ResourceRegistry): object => ({
  ...{ kind: "APIGroupList", apiVersion: "v1" },
  groups: namedGroups(registry).map(([group, types]) => groupEntry(group, types)),
});

/** `/apis/<group>`: the versions of one group. */
export function groupOf(registry: ResourceRegistry, group: string): object {
  const types = registry.all().filter((type) => type.group === group);
  if (types.length === 0) throw noSuchResource();
  return { kind: "APIGroup", apiVersion: "v1", ...groupEntry(group, types) };
}

/** `/api`: the versions of the core group. */
export const coreVersions = (address: string): object => ({
  ...{ kind: "APIVersions", versions: ["v1"] },
  serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: address }],
});

const aggregatedResource = (type: ResourceType): object => {
  const { plural, singular, isNamespaced, kind, verbs, shortNames, categories, subresources } = type;
  const local = { group: "", version: "", kind };
  const doors = subresources.map((subresource) => ({
    ...{ subresource, responseKind: FOREIGN_KINDS[subresource] ?? local, verbs: verbsOf(subresource) },
  }));
  return {
    ...{ resource: plural, responseKind: local, scope: isNamespaced ? "Namespaced" : "Cluster", singularResource: singular, verbs },
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(doors.length > 0 ? { subresources: doors } : {}),
  };
};

/** `/api` and `/apis` in the aggregated form: every resource of every version of every group. */
export function aggregatedDiscovery(registry: ResourceRegistry, isCore: boolean): object {
  const groups = isCore ? [["", registry.all().filter(({ group }) => group === "")] as const] : namedGroups(registry);
  const items = groups.map(([group, types]) => ({
    metadata: group === "" ? {} : { name: group },
    versions: versionsOf(types).map(([version, served]) => ({ version, freshness: "Current", resources: served.map(aggregatedResource) })),
  }));
  return { kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", metadata: {}, items };
}
