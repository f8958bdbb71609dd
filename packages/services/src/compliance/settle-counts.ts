import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** What a policy has open in a cluster changed to this. */
export interface ChangedCount {
  readonly clusterId: string;
  readonly open: number;
  readonly waived: number;
}

const setWaivers = (tx: Prisma.TransactionClient, policyId: string, clusterIds: readonly string[]) => tx.$executeRaw`
  UPDATE policy_violation AS v SET waiver_id = m.waiver_id
  FROM (
    SELECT o.id, (
      SELECT w.id FROM policy_waiver w
      WHERE w.policy_id = o.policy_id AND w.state = 'active' AND o.cluster_id = ANY(w.cluster_ids)
        AND w.namespace IS NOT DISTINCT FROM o.namespace
        AND (w.workload_kind IS NULL OR (w.workload_kind = o.workload_kind AND w.workload_name = o.workload_name))
        AND (w.object_name IS NULL OR w.object_name = o.name)
      ORDER BY w.expires_at DESC, w.id LIMIT 1
    ) AS waiver_id
    FROM policy_violation o
    WHERE o.policy_id = ${policyId}::uuid AND o.cluster_id = ANY(${[...clusterIds]}::uuid[]) AND o.resolved_at IS NULL
  ) AS m
  WHERE v.id = m.id AND v.waiver_id IS DISTINCT FROM m.waiver_id`;

/**
 * Brings what is kept beside a policy's violations in clusters in line with them: which waiver excuses each, how many are open, and the
 * history of that count, which gets a row only where it changed. Answers where it did.
 */
export async function settleCounts(
  tx: Prisma.TransactionClient,
  policyId: string,
  clusterIds: readonly string[],
  at: Date,
): Promise<ChangedCount[]> {
  await setWaivers(tx, policyId, clusterIds);
  const changed = await tx.$queryRaw<ChangedCount[]>`
    UPDATE policy_scan AS s SET open = n.open, waived = n.waived
    FROM (
      SELECT p.cluster_id, count(v.id) FILTER (WHERE v.waiver_id IS NULL)::int AS open, count(v.waiver_id)::int AS waived
      FROM policy_scan p
      LEFT JOIN policy_violation v ON v.policy_id = p.policy_id AND v.cluster_id = p.cluster_id AND v.resolved_at IS NULL
      WHERE p.policy_id = ${policyId}::uuid AND p.cluster_id = ANY(${[...clusterIds]}::uuid[])
      GROUP BY p.cluster_id
    ) AS n
    WHERE s.policy_id = ${policyId}::uuid AND s.cluster_id = n.cluster_id AND (s.open <> n.open OR s.waived <> n.waived)
    RETURNING s.cluster_id AS "clusterId", s.open, s.waived`;
  await tx.policyTally.createMany({ data: changed.map((count) => ({ ...count, policyId, at })) });
  return changed;
}
