import type { ListWaivers } from "@holdfast/contracts/waiver";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What of the list of waivers lives in the address. */
export const waiverShape: ListSearchShape = { sortKeys: [], facets: ["state", "policy"] };

// Written out: the lists of the contracts would bring their whole library with them. A test holds them together.
export const states = ["requested", "active", "declined", "expired", "revoked"] as const satisfies readonly ListWaivers["states"][number][];

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The question that an address asks; a word in it that there is not is left out. */
export const waiverQuestion = ({ facets }: Pick<ListSearch, "facets">) => ({
  states: states.filter((each) => (facets.state ?? []).includes(each)),
  policies: (facets.policy ?? []).filter((name) => NAME.test(name)),
});
