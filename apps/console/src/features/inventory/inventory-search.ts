import type { Health } from "@holdfast/contracts/health";
import type { ObjectSort } from "@holdfast/contracts/inventory-list";
import { workloadResources } from "@holdfast/contracts/resources";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of the inventory understands. */
export const inventoryShape: ListSearchShape = {
  sortKeys: ["name", "health", "age", "restarts"],
  facets: ["kind", "cluster", "namespace", "health", "node", "owner"],
};

/** What is listed where the address names no kind. */
export const firstKind = "pods";
/** The word in the address for all that runs something. */
export const allWorkloads = "workloads";

const healths: readonly Health[] = ["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const RESOURCE = /^[a-z0-9]([a-z0-9.-]{0,314}[a-z0-9])?$/;

/** The kind that the address asks for; what cannot be one is dropped. */
export function chosenKind(search: ListSearch): string {
  const [kind] = search.facets.kind ?? [];
  return kind !== undefined && RESOURCE.test(kind) ? kind : firstKind;
}

/** The question that an address puts. A list of the API takes the ids and words of the contract only: others are left out. */
export interface InventoryQuestion {
  readonly resources: string[];
  readonly clusterIds?: string[];
  readonly namespace?: string;
  readonly health?: Health[];
  readonly text?: string;
  readonly node?: string;
  readonly ownerUid?: string;
  readonly sort: ObjectSort;
  readonly direction: "asc" | "desc";
}

const first = (values: readonly string[] | undefined, longest: number) => values?.[0]?.slice(0, longest);

/** Reads the question out of what the address says. */
export function inventoryQuestion(search: ListSearch): InventoryQuestion {
  const kind = chosenKind(search);
  const clusterIds = (search.facets.cluster ?? []).filter((id) => UUID.test(id));
  const health = healths.filter((word) => search.facets.health?.includes(word));
  const [namespace, node, ownerUid] = [first(search.facets.namespace, 63), first(search.facets.node, 253), first(search.facets.owner, 128)];
  return {
    resources: kind === allWorkloads ? [...workloadResources] : [kind],
    ...(clusterIds.length > 0 ? { clusterIds } : {}),
    ...(health.length > 0 ? { health } : {}),
    ...(search.text === "" ? {} : { text: search.text }),
    ...(namespace ? { namespace } : {}),
    ...(node ? { node } : {}),
    ...(ownerUid ? { ownerUid } : {}),
    // The address was read against the shape, whose sort keys are the contract's.
    sort: (search.sort?.key ?? "name") as ObjectSort,
    direction: search.sort?.direction === "descending" ? "desc" : "asc",
  };
}

/** Whether the address narrows the kind at all: an empty list is then no empty fleet. */
export const isNarrowed = (search: ListSearch): boolean =>
  search.text !== "" || Object.entries(search.facets).some(([facet, values]) => facet !== "kind" && values.length > 0);
