import type { ClusterView } from "@holdfast/contracts/cluster";
import type { Health } from "@holdfast/contracts/health";
import type { ObjectSort } from "@holdfast/contracts/inventory-list";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of a tab with objects understands. */
export const objectShape: ListSearchShape = {
  sortKeys: ["name", "health", "age"],
  facets: ["kind", "namespace", "health"],
};

export const healths: readonly Health[] = ["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"];

/** What a tab lists: the resources to choose from, and what is listed while none is chosen. */
export interface ObjectScope {
  readonly resources: readonly string[];
  readonly atFirst: readonly string[];
  readonly sort: { readonly key: ObjectSort; readonly direction: "ascending" | "descending" };
}

/** The question that an address puts within a tab. The procedure takes the words of the contract only: others are left out. */
export function objectQuestion(search: ListSearch, { resources, atFirst, sort }: ObjectScope, clusterId: ClusterView["id"]) {
  const kinds = resources.filter((resource) => search.facets.kind?.includes(resource));
  const health = healths.filter((word) => search.facets.health?.includes(word));
  const namespace = search.facets.namespace?.[0]?.slice(0, 63);
  const wanted = search.sort ?? sort;
  return {
    clusterIds: [clusterId],
    resources: kinds.length > 0 ? kinds : [...atFirst],
    ...(health.length > 0 ? { health } : {}),
    ...(namespace ? { namespace } : {}),
    ...(search.text.trim() === "" ? {} : { text: search.text }),
    // The address was read against the shape, whose sort keys are the contract's.
    sort: wanted.key as ObjectSort,
    direction: wanted.direction === "descending" ? ("desc" as const) : ("asc" as const),
  };
}
