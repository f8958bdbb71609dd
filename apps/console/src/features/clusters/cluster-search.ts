import type { Environment } from "@holdfast/contracts/cluster";
import type { ClusterSort, LinkFilter } from "@holdfast/contracts/cluster-list";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of the list of clusters understands. */
export const clusterShape: ListSearchShape = {
  sortKeys: ["name", "environment", "region", "link", "since", "version"],
  facets: ["environment", "link"],
};

export const environments: readonly Environment[] = ["production", "test", "dr"];
export const linkStates: readonly LinkFilter[] = ["connected", "unreachable", "unknown", "away", "awaitingAgent", "revoked"];

/** The question that an address puts. A procedure takes the words of the contract only: others are left out. */
export interface ClusterQuestion {
  readonly text?: string;
  readonly environments?: Environment[];
  readonly links?: LinkFilter[];
  readonly sort: ClusterSort;
  readonly direction: "asc" | "desc";
}

/** Reads the question out of what the address says. */
export function clusterQuestion(search: ListSearch): ClusterQuestion {
  const chosen = <Word extends string>(facet: string, words: readonly Word[]) =>
    words.filter((word) => search.facets[facet]?.includes(word));
  const [wanted, links] = [chosen("environment", environments), chosen("link", linkStates)];
  return {
    ...(search.text.trim() === "" ? {} : { text: search.text }),
    ...(wanted.length > 0 ? { environments: wanted } : {}),
    ...(links.length > 0 ? { links } : {}),
    // The address was read against the shape, whose sort keys are the contract's.
    sort: (search.sort?.key ?? "name") as ClusterSort,
    direction: search.sort?.direction === "descending" ? "desc" : "asc",
  };
}

/** Whether the address narrows at all: an empty list is then no empty fleet. */
export const isNarrowed = (search: ListSearch): boolean =>
  search.text.trim() !== "" || Object.values(search.facets).some((values) => values.length > 0);
