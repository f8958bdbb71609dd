import type { SvidState } from "@holdfast/contracts/svid";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of the list of SVIDs understands. */
export const svidShape: ListSearchShape = { sortKeys: [], facets: ["state"] };

export const svidStates: readonly SvidState[] = ["valid", "late", "expired", "revoked"];

/** The question that an address puts. A procedure takes the words of the contract only: others are left out. */
export function svidQuestion(search: ListSearch): { readonly text?: string; readonly states?: SvidState[] } {
  const states = svidStates.filter((state) => search.facets.state?.includes(state));
  return { ...(search.text.trim() === "" ? {} : { text: search.text }), ...(states.length > 0 ? { states } : {}) };
}
