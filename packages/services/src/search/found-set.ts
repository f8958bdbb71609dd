import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";
import { chooseFinding } from "./choose-finding";
import { FOUND_CAP } from "./find-keys";
import { readSearch } from "./read-search";
import { soughtRows } from "./searched-rows";

/** All that a query finds, without an order, and of which kinds on which clusters everything is known. */
export interface FoundSet {
  readonly results: readonly { readonly clusterId: string; readonly resource: string; readonly uid: string }[];
  /** There are more than 5,000; `results` is none of them then. */
  readonly isCapped: boolean;
  /** What the agents have read whole at least once: what comes there from now on is new. */
  readonly covered: readonly { readonly clusterId: string; readonly resource: string }[];
}

/** Finds all that a query finds with the caller's rights, up to 5,000 objects. Throws `DeadlineExceeded`. */
export async function foundSet(ctx: ServiceContext, query: string): Promise<FoundSet> {
  const search = await readSearch(ctx, query);
  const clusterIds = search.clusters.map(({ id }) => id);
  // Read before the objects: what is read whole in between counts as known the next time.
  const covered = await ctx.db.prisma.inventoryHistory.findMany({
    where: { clusterId: { in: clusterIds } },
    select: { clusterId: true, resource: true },
  });
  if (search.problems.length > 0 || search.resources.length === 0) return { results: [], isCapped: false, covered };
  const sought = soughtRows(search, await chooseFinding(ctx, search));
  const rows = await boundedRead<FoundSet["results"][number]>(
    ctx,
    Prisma.sql`SELECT cluster_id::text AS "clusterId", resource, uid FROM inventory_object WHERE ${sought} LIMIT ${FOUND_CAP + 1}`,
  );
  const isCapped = rows.length > FOUND_CAP;
  return { results: isCapped ? [] : rows, isCapped, covered };
}
