import { Health } from "@holdfast/contracts/health";
import type { QueryProblem } from "@holdfast/contracts/search";
import { matchesPattern } from "@holdfast/domain/search/matches-pattern";
import { parseQuery } from "@holdfast/domain/search/parse-query";
import type { Pattern, SearchQuery, SearchTerm } from "@holdfast/domain/search/search-query";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { leadingText } from "./found-order";
import { heldResources } from "./held-resources";
import { type ObjectCondition, type ObjectTerm, termCondition } from "./term-condition";

/** A query made ready for the store: where it looks, and what it asks of each object there. */
export interface ReadSearch {
  readonly problems: readonly QueryProblem[];
  /** The clusters that the caller may see and that the query is about. */
  readonly clusters: readonly ClusterRow[];
  /** Those clusters are all that there are. */
  readonly isEverywhere: boolean;
  /** The resources that the query is about, of those that the clusters hold. */
  readonly resources: readonly string[];
  readonly isOfSomeKinds: boolean;
  readonly healths: readonly Health[];
  /** Names that begin with it come first; null when there is no such text. */
  readonly leading: Pattern | null;
  /** What else is asked; none, and the kept counts know how many match. */
  readonly conditions: readonly ObjectCondition[];
}

/** Whether a thing that is known beforehand passes the terms of a key. */
const passes = <K extends SearchTerm["key"]>(
  query: SearchQuery,
  key: K,
  holds: (value: Extract<SearchTerm, { key: K }>["values"][number]) => boolean,
) =>
  query.every((term) => {
    if (term.key !== key) return true;
    // The key tells which of the terms it is.
    const { values, isNegated } = term as Extract<SearchTerm, { key: K }>;
    return (values as readonly never[]).some(holds) !== isNegated;
  });

const isOfObject = (term: SearchTerm): term is ObjectTerm => !["cluster", "environment", "kind", "health"].includes(term.key);

/** Reads a query for this caller. Clusters that the caller may not see are not looked at, whatever the query says. */
export async function readSearch(ctx: ServiceContext, text: string): Promise<ReadSearch> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const parsed = parseQuery(text);
  const query = parsed.isValid ? parsed.query : [];
  const clusters = visible.filter(
    ({ name, environment }) =>
      passes(query, "cluster", (pattern) => matchesPattern(pattern, name)) && passes(query, "environment", (word) => word === environment),
  );
  const [held, everything, conditions] = await Promise.all([
    heldResources(ctx, clusters),
    ctx.db.prisma.cluster.count(),
    Promise.all(query.filter(isOfObject).map((term) => termCondition(ctx, term))),
  ]);
  const isNamed = (resource: string, kind: string) =>
    passes(query, "kind", (pattern) => [kind, resource, resource.split(".")[0] ?? resource].some((word) => matchesPattern(pattern, word)));
  return {
    problems: parsed.isValid ? [] : parsed.problems,
    clusters,
    isEverywhere: clusters.length === everything,
    resources: held.filter(({ resource, kind }) => isNamed(resource, kind)).map(({ resource }) => resource),
    isOfSomeKinds: query.some((term) => term.key === "kind"),
    healths: Health.options.filter((health) => passes(query, "health", (word) => word === health)),
    leading: leadingText(query),
    conditions,
  };
}
