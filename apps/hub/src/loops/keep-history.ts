import { acquireLease, LeaseLost } from "@holdfast/db/lease";
import { pruneCompliance } from "@holdfast/services/compliance/prune-compliance";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { pruneHistory } from "@holdfast/services/history/prune-history";
import { pruneRows } from "@holdfast/services/retention/prune-rows";
import { type RetentionDefaults, retentionDays } from "@holdfast/services/retention/retention-days";
import { every } from "./every";

const INTERVAL_MS = 10 * 60_000;
/** Longer than one turn takes, so that no other hub begins while this one deletes. */
const LEASE_MS = 5 * 60_000;

/** Keeps the history of the inventory, events, deliveries and what policies found to their days, as they are said at each turn, in one hub of the installation. */
export const keepHistory = (ctx: ServiceContext, hubId: string, defaults: RetentionDefaults) =>
  every(INTERVAL_MS, "history", ctx.log, async (signal) => {
    const lease = await acquireLease(ctx.db, "history", hubId, LEASE_MS);
    if (!lease) return;
    const startedAt = performance.now();
    const tell = (count: number, message: string) => {
      if (count > 0) ctx.log.info({ count, durationMs: Math.round(performance.now() - startedAt) }, message);
    };
    try {
      const days = await retentionDays(ctx.db, defaults, ctx.now());
      tell((await pruneHistory(ctx, lease, days.history, { signal })).deleted, "changes older than the history deleted");
      tell(await pruneRows(ctx, lease, "events", days.events, { signal }), "events older than they are kept deleted");
      tell(await pruneRows(ctx, lease, "deliveries", days.deliveries, { signal }), "deliveries older than they are kept deleted");
      tell(
        await pruneRows(ctx, lease, "violations", days.violations, { signal }),
        "violations resolved longer ago than they are kept deleted",
      );
      await pruneCompliance(ctx, lease, days.violations);
    } catch (cause) {
      // Another hub goes on with it.
      if (!(cause instanceof LeaseLost)) throw cause;
    }
  });
