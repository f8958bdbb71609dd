import { memberResources } from "@holdfast/contracts/member-cluster";
import { type InventoryObject, Prisma } from "@holdfast/db/generated/prisma/client";
import { permittedOnFleet } from "../access/permitted";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { objectColumns } from "../inventory/object-row";

/** What a member's row is read as: its object, the name that it is shown and sorted by, and the cluster that it is or may be. */
export interface MemberRecord extends InventoryObject {
  readonly shown: string;
  readonly sameId: string | null;
  readonly sameName: string | null;
  readonly matchedBy: "uid" | "self" | "name" | null;
}

/** A DNS label as `proposeName` makes one, in SQL. */
const labelOf = (text: Prisma.Sql) => Prisma.sql`btrim(left(btrim(regexp_replace(lower(${text}), '[^a-z0-9-]+', '-', 'g'), '-'), 63), '-')`;

/**
 * The clusters that the caller's own are compared with. Who may add clusters learns that one is in the fleet already though it may
 * not be seen, as an import by kubeconfig tells; for everybody else what may not be seen is not there.
 */
export async function comparedClusters(ctx: ServiceContext) {
  const seen = await visibleClusters(ctx, "fleet:read");
  const mayAdd = ctx.actor.kind === "system" || permittedOnFleet(await ctx.subject(), "cluster:register").effect === "allow";
  const all = mayAdd ? await ctx.db.prisma.cluster.findMany({ select: { id: true, name: true } }) : seen;
  return { seen: new Set(seen.map(({ id }) => id as string)), all };
}

/**
 * The members that these control planes list, as `members`, each compared with these clusters. What somebody ordered of Rancher is left
 * out where the record that it became is listed. A name is no proof where both uids are known and differ; only Karmada's is surely one.
 */
export const membersOf = (controlPlanes: readonly string[], compared: readonly string[]): Prisma.Sql => Prisma.sql`
  listed AS (
    SELECT o.*, coalesce(o.facts->>'displayName', o.name) AS shown,
      ${labelOf(Prisma.sql`o.name`)} AS label, ${labelOf(Prisma.sql`coalesce(o.facts->>'displayName', o.name)`)} AS shown_label
    FROM inventory_object o
    WHERE o.resource = ANY(${Object.keys(memberResources)}::text[]) AND o.cluster_id = ANY(${controlPlanes}::uuid[])
      AND NOT (o.resource = 'clusters.provisioning.cattle.io' AND EXISTS (
        SELECT 1 FROM inventory_object m WHERE m.cluster_id = o.cluster_id
          AND m.resource = 'clusters.management.cattle.io' AND m.name = o.facts->>'managementName'))),
  members AS (
    SELECT o.*, same.id AS same_id, same.name AS same_name, same.matched_by FROM listed o
    LEFT JOIN LATERAL (
      SELECT c.id, c.name, CASE WHEN c.id = o.cluster_id AND o.facts->>'isControlPlane' = 'true' THEN 'self'
          WHEN lower(c.cluster_uid) = o.facts->>'clusterUid' THEN 'uid' ELSE 'name' END AS matched_by
      FROM cluster c WHERE c.id = ANY(${compared}::uuid[]) AND (
        (c.id = o.cluster_id AND o.facts->>'isControlPlane' = 'true')
        OR lower(c.cluster_uid) = o.facts->>'clusterUid'
        OR (c.name IN (o.label, o.shown_label) AND NOT coalesce(
          o.resource = 'clusters.cluster.karmada.io' AND lower(c.cluster_uid) <> o.facts->>'clusterUid', false)))
      ORDER BY CASE WHEN c.id = o.cluster_id AND o.facts->>'isControlPlane' = 'true' THEN 0
        WHEN lower(c.cluster_uid) = o.facts->>'clusterUid' THEN 1 ELSE 2 END, c.name
      LIMIT 1) same ON true)`;

/** The columns of `members` as a `MemberRecord`. */
export const memberColumns = Prisma.sql`${objectColumns}, shown, same_id AS "sameId", same_name AS "sameName", matched_by AS "matchedBy"`;
