import type { Database } from "@holdfast/db/database";
import type { NodeRoom } from "@holdfast/domain/capacity/node-room";

interface Row {
  is_tainted: boolean;
  cpu: number;
  memory: number;
  pods: number;
}

/** The nodes of a cluster that take new pods, with what they have left, from the inventory. */
export async function nodeRooms(db: Database, clusterId: string): Promise<NodeRoom[]> {
  const rows = await db.prisma.$queryRaw<Row[]>`
    WITH used AS (
      SELECT node,
             coalesce(sum((facts #>> '{requests,cpuMillis}')::float8), 0) AS cpu,
             coalesce(sum((facts #>> '{requests,memoryBytes}')::float8), 0) AS memory,
             count(*)::float8 AS pods
      FROM inventory_object
      WHERE cluster_id = ${clusterId}::uuid AND resource = 'pods' AND node IS NOT NULL
        AND coalesce(facts ->> 'phase', '') NOT IN ('Succeeded', 'Failed')
      GROUP BY node)
    SELECT jsonb_path_exists(facts, '$.taints[*] ? (@.effect == "NoSchedule" || @.effect == "NoExecute")') AS is_tainted,
           coalesce((facts #>> '{allocatable,cpuMillis}')::float8, 0) - coalesce(used.cpu, 0) AS cpu,
           coalesce((facts #>> '{allocatable,memoryBytes}')::float8, 0) - coalesce(used.memory, 0) AS memory,
           coalesce((facts #>> '{allocatable,pods}')::float8, 0) - coalesce(used.pods, 0) AS pods
    FROM inventory_object AS nodes LEFT JOIN used ON used.node = nodes.name
    WHERE nodes.cluster_id = ${clusterId}::uuid AND nodes.resource = 'nodes'
      AND nodes.health IN ('Healthy', 'Progressing') AND NOT coalesce((facts ->> 'isCordoned')::boolean, false)`;
  return rows.map((row) => ({ isTainted: row.is_tainted, cpuMillis: row.cpu, memoryBytes: row.memory, pods: row.pods }));
}
