import type { ViolationFilter } from "@holdfast/contracts/compliance";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What of the list of violations lives in the address. */
export const violationShape: ListSearchShape = { sortKeys: [], facets: ["state", "effect", "policy", "cluster", "namespace", "team"] };

// Written out: the lists of the contracts would bring their whole library with them. A test holds them together.
export const states = ["open", "waived", "resolved"] as const satisfies readonly ViolationFilter["states"][number][];
export const effects = ["deny", "warn", "audit"] as const satisfies readonly ViolationFilter["effects"][number][];

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const among = <T extends string>(known: readonly T[], asked: readonly string[] = []): T[] => known.filter((each) => asked.includes(each));
const named = (asked: readonly string[] = []) => asked.filter((name) => NAME.test(name)).slice(0, 50);

/** The question that an address asks; a word in it that there is not is left out. */
export const violationQuestion = ({ text, facets }: Pick<ListSearch, "text" | "facets">): ViolationFilter => ({
  text: text.trim().slice(0, 100),
  policies: named(facets.policy),
  clusters: named(facets.cluster),
  namespaces: named(facets.namespace),
  teams: (facets.team ?? []).slice(0, 50),
  effects: among(effects, facets.effect),
  states: among(states, facets.state),
});

/** Where the violations of a question are fetched as a file. */
export const violationFile = (format: "csv" | "json", question: ViolationFilter): string =>
  `/api/policies/violations?${new URLSearchParams({ format, filter: JSON.stringify(question) })}`;
