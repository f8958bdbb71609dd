import { acquireLease, LeaseLost } from "@holdfast/db/lease";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { type RetentionDefaults, retentionDays } from "@holdfast/services/retention/retention-days";
import { closeLostTerminals } from "@holdfast/services/terminal/close-lost-terminals";
import { pruneRecordings } from "@holdfast/services/terminal/prune-recordings";
import { every } from "./every";

const LOST_INTERVAL_MS = 5000;
const PRUNE_INTERVAL_MS = 10 * 60_000;
/** Longer than one turn takes, so that no other hub begins while this one deletes. */
const LEASE_MS = 5 * 60_000;

/** Closes terminals that nobody records any more. Any number of hubs may look: each session is closed once. */
export const closeTerminals = (ctx: ServiceContext) =>
  every(LOST_INTERVAL_MS, "terminals", ctx.log, async () => {
    const count = await closeLostTerminals(ctx);
    if (count > 0) ctx.log.info({ count }, "terminals closed that nobody recorded any more");
  });

/** Keeps the recordings of terminals to their days, as they are said at each turn, in one hub of the installation. */
export const keepRecordings = (ctx: ServiceContext, hubId: string, defaults: RetentionDefaults) =>
  every(PRUNE_INTERVAL_MS, "recordings", ctx.log, async (signal) => {
    const lease = await acquireLease(ctx.db, "recordings", hubId, LEASE_MS);
    if (!lease) return;
    try {
      const days = await retentionDays(ctx.db, defaults, ctx.now());
      const count = await pruneRecordings(ctx, lease, days.recordings, signal);
      if (count > 0) ctx.log.info({ count }, "recordings older than their days deleted");
    } catch (cause) {
      // Another hub goes on with it.
      if (!(cause instanceof LeaseLost)) throw cause;
    }
  });
