import type { UserSort, UserState } from "@holdfast/contracts/identity";
import type { UserRole } from "@holdfast/contracts/roles";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of the list of users understands. */
export const userShape: ListSearchShape = { sortKeys: ["name", "email", "created"], facets: ["state", "role"] };

export const userStates: readonly UserState[] = ["active", "invited", "disabled"];
export const roles: readonly UserRole[] = ["viewer", "operator", "approver", "admin"];

/** The question that an address puts. A procedure takes the words of the contract only: others are left out. */
export interface UserQuestion {
  readonly text?: string;
  readonly states?: UserState[];
  readonly roles?: UserRole[];
  readonly sort: UserSort;
  readonly direction: "asc" | "desc";
}

/** Reads the question out of what the address says. */
export function userQuestion(search: ListSearch): UserQuestion {
  const chosen = <Word extends string>(facet: string, words: readonly Word[]) =>
    words.filter((word) => search.facets[facet]?.includes(word));
  const [states, held] = [chosen("state", userStates), chosen("role", roles)];
  return {
    ...(search.text.trim() === "" ? {} : { text: search.text }),
    ...(states.length > 0 ? { states } : {}),
    ...(held.length > 0 ? { roles: held } : {}),
    // The address was read against the shape, whose sort keys are the contract's.
    sort: (search.sort?.key ?? "name") as UserSort,
    direction: search.sort?.direction === "descending" ? "desc" : "asc",
  };
}

/** Whether the address narrows at all: an empty list is then not an installation without users. */
export const isNarrowed = (search: ListSearch): boolean =>
  search.text.trim() !== "" || Object.values(search.facets).some((values) => values.length > 0);
