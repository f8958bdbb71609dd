import type { JsonObject } from "@holdfast/contracts/json";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";

/** One object of a cluster, as far as it is compared. */
export interface ComparedRow {
  readonly resource: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly uid: string;
  readonly images: string[];
  readonly desired: number | null;
  readonly labels: Record<string, string>;
  readonly facts: JsonObject;
}

/** What lives and dies in a cluster by itself is not compared: it follows from what is. */
const NOT_COMPARED = [
  ...["pods", "replicasets.apps", "jobs.batch", "events", "nodes", "persistentvolumes", "persistentvolumeclaims"],
  ...["leases.coordination.k8s.io", "endpointslices.discovery.k8s.io"],
];
const BATCH = 2000;

/** The order of the stream, and of the cursor of a comparison; in the byte order of the texts, whatever the database's own is. */
export const placeOf = ({ resource, namespace, name }: Pick<ComparedRow, "resource" | "namespace" | "name">): [string, string, string] => [
  resource,
  namespace ?? "",
  name,
];

/**
 * What a cluster holds and nobody else made, in order, in batches: a comparison never has a whole inventory in memory. Objects
 * that have an owner follow from it.
 */
export async function* comparedObjects(
  ctx: ServiceContext,
  clusterId: string,
  namespace: string | undefined,
): AsyncGenerator<ComparedRow, undefined> {
  let after: [string, string, string] | null = null;
  for (;;) {
    const place: Prisma.Sql = after
      ? Prisma.sql`AND (resource COLLATE "C", COALESCE(namespace, '') COLLATE "C", name COLLATE "C") > (${Prisma.join(after)})`
      : Prisma.empty;
    const rows: ComparedRow[] = await ctx.db.prisma.$queryRaw<ComparedRow[]>`
      SELECT resource, kind, namespace, name, uid, images, desired, labels, facts FROM inventory_object
      WHERE cluster_id = ${clusterId}::uuid AND owner_uid IS NULL AND resource <> ALL(${NOT_COMPARED}::text[])
        ${namespace ? Prisma.sql`AND namespace = ${namespace}` : Prisma.empty} ${place}
      ORDER BY resource COLLATE "C", COALESCE(namespace, '') COLLATE "C", name COLLATE "C" LIMIT ${BATCH}`;
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = placeOf(last);
  }
}
