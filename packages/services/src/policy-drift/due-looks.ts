import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** A cluster to look at for what it has of a policy, and what the inventory holds of its objects now. */
export interface DueLook {
  readonly policyId: string;
  readonly clusterId: string;
  readonly mark: string;
}

const SWEEP_SECONDS = 300;
const UNTOLD_SECONDS = 15;
/** An open drift is looked at again for who it was, and whether it is over. */
const OPEN_SECONDS = 2;
/** One that is over is looked at for who it was as long as its audit entry may be on its way. */
const NAMED_SECONDS = 45;
const MOST = 200;

/**
 * Where a policy is to be looked for now, the longest waiting first: where the inventory holds something else of its objects than at the
 * last look, where a drift is open, where nobody could be told the last time, and everywhere every few minutes. `clusterIds` keeps to some.
 */
export const dueLooks = (tx: Prisma.TransactionClient, now: Date, clusterIds: readonly string[] | null): Promise<DueLook[]> =>
  tx.$queryRaw<DueLook[]>`
    SELECT d.policy_id AS "policyId", d.cluster_id AS "clusterId", s.mark
    FROM policy_deployment d
    JOIN agent_link k ON k.cluster_id = d.cluster_id AND k.state = 'connected'
    LEFT JOIN policy_look l ON l.policy_id = d.policy_id AND l.cluster_id = d.cluster_id
    CROSS JOIN LATERAL (
      SELECT md5(concat(d.version, d.content_hash, string_agg(concat(i.uid, '=', i.digest), ' ' ORDER BY o.value, i.uid))) AS mark
      FROM jsonb_array_elements(d.objects) o
      LEFT JOIN inventory_object i ON i.cluster_id = d.cluster_id AND i.name = o.value->>'name' AND i.kind = o.value->>'kind'
    ) s
    WHERE (${clusterIds === null} OR d.cluster_id = ANY(${clusterIds ?? []}::uuid[]))
      AND (l.policy_id IS NULL OR l.mark <> s.mark
        OR l.looked_at < ${now}::timestamptz - ${SWEEP_SECONDS} * interval '1 second'
        OR (NOT l.is_told AND l.looked_at < ${now}::timestamptz - ${UNTOLD_SECONDS} * interval '1 second')
        OR (l.looked_at < ${now}::timestamptz - ${OPEN_SECONDS} * interval '1 second'
          AND EXISTS (SELECT 1 FROM policy_drift e WHERE e.policy_id = d.policy_id AND e.cluster_id = d.cluster_id
            AND (e.ended_at IS NULL OR (l.hears_audit AND e.author IS NULL AND e.ended_at > ${now}::timestamptz - ${NAMED_SECONDS} * interval '1 second')))))
    ORDER BY l.looked_at NULLS FIRST LIMIT ${MOST}`;
