import { acquireLease, LeaseLost } from "@holdfast/db/lease";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { pruneHistory } from "@holdfast/services/history/prune-history";
import { every } from "./every";

const INTERVAL_MS = 10 * 60_000;
/** Longer than one turn takes, so that no other hub begins while this one deletes. */
const LEASE_MS = 5 * 60_000;

/** Keeps the history of the inventory to its days, in one hub of the installation. */
export const keepHistory = (ctx: ServiceContext, hubId: string, days: number) =>
  every(INTERVAL_MS, "history", ctx.log, async (signal) => {
    const lease = await acquireLease(ctx.db, "history", hubId, LEASE_MS);
    if (!lease) return;
    const startedAt = performance.now();
    try {
      const { deleted } = await pruneHistory(ctx, lease, days, { signal });
      if (deleted > 0)
        ctx.log.info({ count: deleted, durationMs: Math.round(performance.now() - startedAt) }, "changes older than the history deleted");
    } catch (cause) {
      // Another hub goes on with it.
      if (!(cause instanceof LeaseLost)) throw cause;
    }
  });
