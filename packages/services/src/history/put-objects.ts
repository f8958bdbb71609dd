import { Prisma } from "@holdfast/db/generated/prisma/client";
import { coreOf, differenceOf } from "./kept-fields";
import { changeColumns, instantOf, type Observation } from "./observation";
import { unwatchedSince } from "./unwatched-since";

/**
 * Writes objects as they are now, and beside them what changed: one statement for the whole batch, so that the triggers run once. An
 * object that comes while its resource's history has not begun is no change, and neither is one of which only counters moved.
 * `rows` is a JSON array of objects with the columns of `inventory_object`.
 */
export async function putObjects(tx: Prisma.TransactionClient, observation: Observation, rows: string): Promise<void> {
  const { clusterId, observedAt, at } = observation;
  await tx.$executeRaw`
    WITH arrived AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(uid text, resource text, kind text, namespace text, name text,
        created_at timestamptz, health text, status text, reason text, ready int, desired int, restarts int, node text, owner_kind text,
        owner_name text, owner_uid text, labels jsonb, images text[], facts jsonb, digest bigint)),
    put AS (
      INSERT INTO inventory_object (cluster_id, uid, resource, kind, namespace, name, created_at, health, status, reason, ready, desired,
        restarts, node, owner_kind, owner_name, owner_uid, labels, images, facts, digest, observed_at)
      SELECT ${clusterId}::uuid, r.uid, r.resource, r.kind, r.namespace, r.name, r.created_at, r.health::"Health", r.status, r.reason, r.ready,
        r.desired, r.restarts, r.node, r.owner_kind, r.owner_name, r.owner_uid, r.labels, r.images, r.facts, r.digest, ${observedAt}::timestamptz
      FROM arrived AS r
      ON CONFLICT (cluster_id, uid) DO UPDATE SET
        resource = EXCLUDED.resource, kind = EXCLUDED.kind, namespace = EXCLUDED.namespace, name = EXCLUDED.name, created_at = EXCLUDED.created_at,
        health = EXCLUDED.health, status = EXCLUDED.status, reason = EXCLUDED.reason, ready = EXCLUDED.ready, desired = EXCLUDED.desired,
        restarts = EXCLUDED.restarts, node = EXCLUDED.node, owner_kind = EXCLUDED.owner_kind, owner_name = EXCLUDED.owner_name,
        owner_uid = EXCLUDED.owner_uid, labels = EXCLUDED.labels, images = EXCLUDED.images, facts = EXCLUDED.facts, digest = EXCLUDED.digest,
        observed_at = EXCLUDED.observed_at),
    -- Every part of a statement sees the rows as they were before it.
    moved AS MATERIALIZED (
      SELECT r.*, o.uid IS NOT NULL AS was_held, o.health AS health_from, o.observed_at AS held_at,
        ${unwatchedSince(Prisma.sql`r.resource`)} AS unwatched_since,
        CASE WHEN o.uid IS NOT NULL THEN ${coreOf("o")} END AS core_was, o.labels AS labels_was, o.facts AS facts_was,
        CASE WHEN o.uid IS NOT NULL THEN ${coreOf("r")} END AS core_is_now, r.labels AS labels_is_now, r.facts AS facts_is_now
      FROM arrived AS r
      JOIN inventory_history AS h ON h.cluster_id = ${clusterId}::uuid AND h.resource = r.resource
      LEFT JOIN inventory_object AS o ON o.cluster_id = ${clusterId}::uuid AND o.uid = r.uid),
    told AS MATERIALIZED (SELECT *, CASE WHEN was_held THEN ${differenceOf("was", "is_now")} END AS before,
      CASE WHEN was_held THEN ${differenceOf("is_now", "was")} END AS after FROM moved)
    INSERT INTO inventory_change (${changeColumns})
    SELECT ${clusterId}::uuid, uid, resource, kind, namespace, name, CASE WHEN was_held THEN 'updated' ELSE 'created' END,
      -- Of one object no change is told to be older than the one before it.
      greatest(least(held_at, ${at.toISOString()}::timestamptz), ${instantOf(observation)}), ${at.toISOString()}::timestamptz,
      CASE WHEN unwatched_since IS NOT NULL THEN greatest(unwatched_since, held_at) END,
      CASE WHEN NOT was_held THEN created_at END, health_from, health::"Health",
      inventory_is_decision(resource, owner_uid, ARRAY(
        SELECT jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) UNION ALL SELECT '' WHERE NOT was_held)),
      before, after
    FROM told WHERE NOT was_held OR before IS NOT NULL OR after IS NOT NULL`;
}
