import { Prisma } from "@holdfast/db/generated/prisma/client";
import { stateOf } from "./kept-fields";
import { changeColumns, instantOf, type Observation } from "./observation";
import { unwatchedSince } from "./unwatched-since";

/** Removes objects of a cluster, and keeps the last state of each as a deletion. `which` is a condition on `inventory_object`. */
export async function removeObjects(tx: Prisma.TransactionClient, observation: Observation, which: Prisma.Sql): Promise<void> {
  const { clusterId, at } = observation;
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM inventory_object WHERE cluster_id = ${clusterId}::uuid AND ${which} RETURNING *),
    told AS (
      SELECT gone.*, ${stateOf("gone")} AS state, ${unwatchedSince(Prisma.sql`gone.resource`)} AS unwatched_since FROM gone
      JOIN inventory_history AS h ON h.cluster_id = gone.cluster_id AND h.resource = gone.resource)
    INSERT INTO inventory_change (${changeColumns})
    SELECT cluster_id, uid, resource, kind, namespace, name, 'deleted',
      greatest(least(observed_at, ${at.toISOString()}::timestamptz), ${instantOf(observation)}), ${at.toISOString()}::timestamptz,
      CASE WHEN unwatched_since IS NOT NULL THEN greatest(unwatched_since, observed_at) END,
      NULL, health, NULL, owner_uid IS NULL, state, NULL
    FROM told`;
}
