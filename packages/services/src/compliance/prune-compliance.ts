import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";

const DAY_MS = 86_400_000;
const BATCH = 5000;

/**
 * Lets go of what only leads to what policies find now: counts that changed again longer than `days` ago, looks at versions that are not
 * the latest, drifts that ended longer ago, and the leases of looks that are over. Bounded; what is left goes the next time. Throws `LeaseLost` when another hub does it.
 */
export async function pruneCompliance(ctx: ServiceContext, lease: Lease, days: number): Promise<void> {
  const before = new Date(ctx.now().getTime() - days * DAY_MS).toISOString();
  // Not audited: these are the hub's own notes; what was found and is gone is let go of on record.
  await transact(ctx.db, ctx.now, async ({ tx }) => {
    await requireLease(tx, lease);
    // The last count before the time stays: it holds until the next one.
    await tx.$executeRaw`DELETE FROM policy_tally WHERE id IN (
      SELECT t.id FROM policy_tally t WHERE t.at < ${before}::timestamptz AND EXISTS (
        SELECT 1 FROM policy_tally n WHERE n.policy_id = t.policy_id AND n.cluster_id = t.cluster_id AND n.at < ${before}::timestamptz
          AND (n.at, n.id) > (t.at, t.id))
      LIMIT ${BATCH})`;
    await tx.$executeRaw`DELETE FROM policy_drift WHERE id IN (
      SELECT d.id FROM policy_drift d WHERE d.ended_at < ${before}::timestamptz LIMIT ${BATCH})`;
    await tx.$executeRaw`DELETE FROM policy_impact WHERE id IN (
      SELECT i.id FROM policy_impact i JOIN policy p ON p.id = i.policy_id
      WHERE i.number < p.latest AND i.finished_at < ${before}::timestamptz LIMIT 100)`;
    await tx.$executeRaw`DELETE FROM lease l WHERE l.name LIKE 'impact:%' AND l.expires_at < now() - interval '1 hour'
      AND NOT EXISTS (SELECT 1 FROM policy_impact i WHERE 'impact:' || i.id = l.name AND i.finished_at IS NULL)`;
  });
}
