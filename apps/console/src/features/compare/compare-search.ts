import type { ClusterView } from "@holdfast/contracts/cluster";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { differenceGroups } from "./group-marks";

/** What the address of a comparison understands. Clusters stand in it by name, so that a link can be read and written by hand. */
export const compareShape: ListSearchShape = { sortKeys: [], facets: ["left", "right", "group", "namespace", "expected"] };

/** The two clusters of a comparison. */
export interface Pair {
  readonly left: ClusterView;
  readonly right: ClusterView;
}

/** The pair that the address names; what it leaves open is production on the left, its disaster recovery on the right. */
export function chosenPair(search: ListSearch, clusters: readonly ClusterView[]): Pair | null {
  const named = (facet: string) => clusters.find((cluster) => cluster.name === search.facets[facet]?.[0]);
  const of = (environment: string, but?: ClusterView) => clusters.find((each) => each.environment === environment && each !== but);
  const right = named("right");
  const left = named("left") ?? of("production", right) ?? clusters.find((each) => each !== right);
  const other = right ?? of("dr", left) ?? clusters.find((each) => each !== left);
  return left && other && left !== other ? { left, right: other } : null;
}

/** The question that an address puts about a pair. */
export function compareQuestion(search: ListSearch, { left, right }: Pair) {
  const group = differenceGroups.filter((each) => search.facets.group?.includes(each));
  const namespace = search.facets.namespace?.[0]?.slice(0, 63);
  return {
    ...{ left: left.id as ClusterId, right: right.id as ClusterId, withExpected: search.facets.expected?.[0] === "yes" },
    ...(group.length > 0 ? { group } : {}),
    ...(namespace ? { namespace } : {}),
    ...(search.text === "" ? {} : { text: search.text }),
  };
}
