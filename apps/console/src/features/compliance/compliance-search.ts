import type { ComplianceCell, ListCompliance } from "@holdfast/contracts/compliance";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What of the matrix lives in the address. `policy` is a part of a name, `from` the first column. */
export const complianceShape: ListSearchShape = { sortKeys: [], facets: ["state", "environment", "policy", "from"] };

// Written out: the lists of the contracts would bring their whole library with them. A test holds them together.
export const states = [
  ...(["compliant", "violations", "waived", "drifted", "failed", "notJudged", "pending", "notPlaced"] as const),
] as const satisfies readonly ListCompliance["states"][number][];
export const environments = ["production", "test", "dr"] as const;

const among = <T extends string>(known: readonly T[], asked: readonly string[] = []): T[] => known.filter((each) => asked.includes(each));

/** The question that an address asks; a word in it that there is not is left out. */
export const complianceQuestion = ({ text, facets }: Pick<ListSearch, "text" | "facets">) => ({
  cluster: text.trim().slice(0, 100),
  policy: (facets.policy?.[0] ?? "").slice(0, 100),
  environments: among(environments, facets.environment),
  states: among(states, facets.state),
  policiesFrom: /^\d{1,4}$/.test(facets.from?.[0] ?? "") ? Number(facets.from?.[0]) : 0,
});

/** Where a cell leads: to the violations that it counts, else to the policy. */
export function cellHref({ state, policyId }: ComplianceCell, policy: string, cluster: string): string {
  const found = { violations: "open", waived: "waived" } as const;
  const shown = state === "violations" || state === "waived" ? found[state] : null;
  return shown === null ? `/policies/${policyId}` : `/policies/violations?${new URLSearchParams({ state: shown, policy, cluster })}`;
}
