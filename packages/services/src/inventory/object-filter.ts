import type { ListObjects } from "@holdfast/contracts/inventory-list";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ClusterRow } from "../access/cluster-row";

/** What the request leaves in, as SQL; `clusters` is null when the caller sees them all and asked for all. */
export function objectFilter(
  input: Omit<ListObjects, "cursor" | "limit" | "sort" | "direction">,
  clusters: readonly ClusterRow[] | null,
): Prisma.Sql {
  const { namespace, health, text, node, ownerUid } = input;
  const conditions = [
    clusters && Prisma.sql`cluster_id = ANY(${clusters.map((cluster) => cluster.id)}::uuid[])`,
    namespace && Prisma.sql`namespace = ${namespace}`,
    health?.length && Prisma.sql`health = ANY(${health}::"Health"[])`,
    // Names in Kubernetes are in lower case, and LIKE costs half of what ILIKE does.
    text && Prisma.sql`name LIKE ${`%${text.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`}`,
    node && Prisma.sql`node = ${node}`,
    ownerUid && Prisma.sql`owner_uid = ${ownerUid}`,
  ].filter((condition) => condition !== undefined && condition !== null && condition !== "" && condition !== 0) as Prisma.Sql[];
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(conditions, " AND ")}`;
}
