import type { ListComponents } from "@holdfast/contracts/component";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { componentDomains } from "../shared-component/component-domains";

/** What the address of the matrix understands. */
export const matrixShape: ListSearchShape = { sortKeys: [], facets: ["domain", "environment", "show", "page"] };

/** The kinds of clusters that can be asked for. */
export const environments = ["production", "dr", "test"] as const;

/** What can be shown besides what was found, or instead of it. */
export const shows = ["differing", "absent"] as const;

/** The page of clusters that the address names, from 1. */
export const matrixPage = (search: ListSearch): number =>
  Math.max(1, Math.min(10_000, Number.parseInt(search.facets.page?.[0] ?? "1", 10) || 1));

/** The question that an address puts. What it does not understand it leaves out. */
export function matrixQuestion(search: ListSearch): Partial<ListComponents> {
  const { facets, text } = search;
  const domain = componentDomains.filter((each) => facets.domain?.includes(each));
  const environment = environments.filter((each) => facets.environment?.includes(each));
  return {
    ...(domain.length > 0 ? { domain } : {}),
    ...(environment.length > 0 ? { environment } : {}),
    ...(text === "" ? {} : { text: text.slice(0, 200) }),
    differing: facets.show?.includes("differing") ?? false,
    withAbsent: facets.show?.includes("absent") ?? false,
    page: matrixPage(search),
  };
}
