import type { Database } from "@holdfast/db/database";
import type { NodeRoom } from "@holdfast/domain/capacity/node-room";
import { Taint } from "@holdfast/domain/capacity/pod-placement";
import { z } from "zod";

interface Row {
  name: string;
  labels: unknown;
  label_count: number;
  taints: unknown;
  is_tainted: boolean;
  cpu: number;
  memory: number;
  pods: number;
}

/** An agent keeps so many labels of an object, by name: of one that has as many, nobody knows what it has besides. */
const MOST_LABELS = 64;

const Labels = z.record(z.string(), z.string()).catch({});
const Taints = z.array(Taint).optional().catch(undefined);

/** The nodes of a cluster that take new pods, with what they have left, from the inventory; of their labels those that are asked for. */
export async function nodeRooms(db: Database, clusterId: string, labels: readonly string[] = []): Promise<NodeRoom[]> {
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
    SELECT nodes.name, facts -> 'taints' AS taints,
           (SELECT count(*)::int FROM jsonb_object_keys(nodes.labels)) AS label_count,
           (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(nodes.labels) WHERE key = ANY(${[...labels]}::text[])) AS labels,
           jsonb_path_exists(facts, '$.taints[*] ? (@.effect == "NoSchedule" || @.effect == "NoExecute")') AS is_tainted,
           coalesce((facts #>> '{allocatable,cpuMillis}')::float8, 0) - coalesce(used.cpu, 0) AS cpu,
           coalesce((facts #>> '{allocatable,memoryBytes}')::float8, 0) - coalesce(used.memory, 0) AS memory,
           coalesce((facts #>> '{allocatable,pods}')::float8, 0) - coalesce(used.pods, 0) AS pods
    FROM inventory_object AS nodes LEFT JOIN used ON used.node = nodes.name
    WHERE nodes.cluster_id = ${clusterId}::uuid AND nodes.resource = 'nodes'
      AND nodes.health IN ('Healthy', 'Progressing') AND NOT coalesce((facts ->> 'isCordoned')::boolean, false)`;
  return rows.map((row) => ({
    name: row.name,
    labels: row.label_count < MOST_LABELS ? Labels.parse(row.labels) : undefined,
    taints: Taints.parse(row.taints ?? undefined),
    isTainted: row.is_tainted,
    cpuMillis: row.cpu,
    memoryBytes: row.memory,
    pods: row.pods,
  }));
}
