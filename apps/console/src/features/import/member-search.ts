import type { Health } from "@holdfast/contracts/health";
import type { MemberSource, MemberStanding } from "@holdfast/contracts/member-cluster";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of the list of members understands. */
export const memberShape: ListSearchShape = { sortKeys: [], facets: ["source", "standing", "health"] };

export const memberSources: readonly MemberSource[] = ["rancher", "karmada", "ocm"];
export const memberStandings: readonly MemberStanding[] = ["absent", "guessed", "inFleet"];
/** The healths that a member's own record can have. */
export const memberHealths: readonly Health[] = ["Healthy", "Degraded", "Progressing", "Suspended", "Unknown"];

/** The question that an address puts. A procedure takes the words of the contract only: others are left out. */
export function memberQuestion(search: ListSearch) {
  const chosen = <Word extends string>(facet: string, words: readonly Word[]) =>
    words.filter((word) => search.facets[facet]?.includes(word));
  const [sources, standings, health] = [
    chosen("source", memberSources),
    chosen("standing", memberStandings),
    chosen("health", memberHealths),
  ];
  return {
    ...(search.text.trim() === "" ? {} : { text: search.text }),
    ...(sources.length > 0 ? { sources } : {}),
    ...(standings.length > 0 ? { standings } : {}),
    ...(health.length > 0 ? { health } : {}),
  };
}
