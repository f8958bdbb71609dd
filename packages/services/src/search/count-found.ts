import { ClusterId } from "@holdfast/contracts/ids";
import type { FoundFacets } from "@holdfast/contracts/search";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";
import { chooseFinding } from "./choose-finding";
import { countKept } from "./count-kept";
import { FOUND_CAP } from "./find-keys";
import { heldResources } from "./held-resources";
import { type ReadSearch, readSearch } from "./read-search";
import { soughtRows } from "./searched-rows";

interface Count {
  readonly resource: string;
  readonly clusterId: string;
  readonly count: number;
}

async function countMatches(ctx: ServiceContext, search: ReadSearch): Promise<{ counts: Count[]; isCapped: boolean }> {
  if (search.problems.length > 0 || search.resources.length === 0) return { counts: [], isCapped: false };
  if (search.conditions.length === 0) return { counts: (await countKept(ctx, search)).counts, isCapped: false };
  const sought = soughtRows(search, await chooseFinding(ctx, search));
  const counts = await boundedRead<Count>(
    ctx,
    Prisma.sql`SELECT resource, cluster_id::text AS "clusterId", count(*)::int AS count FROM (
      SELECT resource, cluster_id FROM inventory_object WHERE ${sought} LIMIT ${FOUND_CAP + 1}) AS found GROUP BY 1, 2`,
  );
  return { counts, isCapped: counts.reduce((sum, { count }) => sum + count, 0) > FOUND_CAP };
}

const summed = (counts: readonly Count[], by: (count: Count) => string): [string, number][] => {
  const sums = new Map<string, number>();
  for (const each of counts) sums.set(by(each), (sums.get(by(each)) ?? 0) + each.count);
  return [...sums].sort(([a, one], [b, other]) => other - one || a.localeCompare(b));
};

/** How many of what a query finds there are of each kind and on each cluster. */
export async function countFound(ctx: ServiceContext, query: string): Promise<FoundFacets> {
  const search = await readSearch(ctx, query);
  const [{ counts, isCapped }, held] = await Promise.all([countMatches(ctx, search), heldResources(ctx, search.clusters)]);
  const kinds = new Map(held.map(({ resource, kind }) => [resource, kind]));
  const names = new Map(search.clusters.map(({ id, name }) => [id, name]));
  return {
    kinds: summed(counts, ({ resource }) => resource).map(([resource, count]) => ({
      resource,
      kind: kinds.get(resource) ?? resource,
      count,
    })),
    clusters: summed(counts, ({ clusterId }) => clusterId).map(([id, count]) => ({
      clusterId: ClusterId.parse(id),
      name: names.get(id) ?? "",
      count,
    })),
    counted: counts.reduce((sum, { count }) => sum + count, 0),
    isCapped,
  };
}
