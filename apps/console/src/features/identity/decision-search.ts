import type { ClusterId } from "@holdfast/contracts/ids";
import type { Permission } from "@holdfast/contracts/permissions";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { clusterPermissions, fleetPermissions } from "../shared-identity/permission-list";
import { type Span, timeFacets, timeRange } from "../shared-time/time-range";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address of the decision log understands; `q` is who asked. */
export const decisionShape: ListSearchShape = { sortKeys: [], facets: ["effect", "permission", "cluster", ...timeFacets] };

/** How far back one looks. */
export const decisionSpans: readonly Span[] = ["1h", "24h", "7d", "30d"];

export const effects = ["deny", "allow"] as const;

/** The question that an address puts to the decision log. */
export interface DecisionQuestion {
  readonly effect?: (typeof effects)[number];
  readonly actor?: string;
  readonly permission?: Permission;
  readonly clusterId?: ClusterId;
  readonly from?: Date;
  readonly to?: Date;
}

/** Reads the question out of an address, as of an instant. What it cannot mean is left out; the server checks the rest again. */
export function decisionQuestion(search: ListSearch, nowMs: number): DecisionQuestion {
  const [written, asked, cluster] = ["effect", "permission", "cluster"].map((facet) => search.facets[facet]?.[0]);
  const effect = effects.find((each) => each === written);
  const permission = [...clusterPermissions, ...fleetPermissions].find((each) => each === asked);
  const actor = search.text.trim().slice(0, 200);
  const { from, to } = timeRange(search, decisionSpans, nowMs);
  return {
    ...(effect ? { effect } : {}),
    ...(actor === "" ? {} : { actor }),
    ...(permission ? { permission } : {}),
    // Read without the contract's schema, whose library would cost the page 30 kB.
    ...(cluster && UUID.test(cluster) ? { clusterId: cluster as ClusterId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** Each facet takes one value: the one that was chosen last. */
export const lastChosen = (before: readonly string[], after: readonly string[]): string[] =>
  after.length > 1 ? after.filter((value) => !before.includes(value)) : [...after];

/** Where the audit trail shows, and hands out as a file, what a question leaves of it: it knows who, where and when. */
export function trailHref({ actor, clusterId, effect }: DecisionQuestion, facets: ListSearch["facets"]): string {
  const times = timeFacets.flatMap((facet) => (facets[facet] ?? []).slice(0, 1).map((value) => [facet, value]));
  const params = new URLSearchParams([
    ...(actor ? [["q", actor]] : []),
    ...(effect === "deny" ? [["outcome", "refused"]] : []),
    ...(clusterId ? [["cluster", clusterId]] : []),
    ...times,
  ]);
  return params.size === 0 ? "/audit" : `/audit?${params}`;
}
