import { PolicyCategory, PolicyEngine } from "@holdfast/contracts/policy-card";
import { ListLibrary } from "@holdfast/contracts/policy-library";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What of the library's list lives in the address. */
export const libraryShape: ListSearchShape = { sortKeys: [], facets: ["category", "engine"] };

const known = <T extends string>(options: readonly T[], values: readonly string[] = []): T[] =>
  options.filter((option) => values.includes(option));

/** The question that an address asks; a word in it that there is not is left out. */
export const libraryQuestion = ({ text, facets }: ListSearch): ListLibrary =>
  ListLibrary.parse({
    text: text.slice(0, 100),
    categories: known(PolicyCategory.options, facets.category),
    engines: known(PolicyEngine.options, facets.engine),
  });
