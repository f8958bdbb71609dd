import type { Database } from "@holdfast/db/database";

/** Changes of the inventory make a look due after so long, or all looks would run without a pause. */
const LEAST_MS = 60_000;

/**
 * The clusters of which a look is due, those that wait longest first: a policy reached them, what it is to be there has changed, its time has come,
 * an object that it is about has changed for a minute, or it is there no more.
 */
export async function dueClusters(db: Database, now: Date): Promise<string[]> {
  const at = now.toISOString();
  const least = new Date(now.getTime() - LEAST_MS).toISOString();
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      SELECT d.cluster_id AS id, COALESCE(s.due_at, d.observed_at) AS due
      FROM policy_deployment d LEFT JOIN policy_scan s ON s.policy_id = d.policy_id AND s.cluster_id = d.cluster_id
      WHERE s.policy_id IS NULL OR s.version <> d.version OR s.content_hash <> d.content_hash OR s.due_at <= ${at}::timestamptz
      UNION ALL
      SELECT s.cluster_id, s.due_at FROM policy_scan s
      WHERE NOT EXISTS (SELECT 1 FROM policy_deployment d WHERE d.policy_id = s.policy_id AND d.cluster_id = s.cluster_id)
      UNION ALL
      SELECT s.cluster_id, s.due_at FROM policy_scan s
      WHERE s.state = 'judged' AND s.judged_at <= ${least}::timestamptz AND EXISTS (
        SELECT 1 FROM inventory_change c
        WHERE c.cluster_id = s.cluster_id AND c.observed_at > s.judged_at AND c.resource IN (
          SELECT r.resource FROM policy_scan_resource r WHERE r.policy_id = s.policy_id AND r.cluster_id = s.cluster_id)
        LIMIT 1)
    ) AS due GROUP BY id ORDER BY min(due), id`;
  return rows.map(({ id }) => id);
}
