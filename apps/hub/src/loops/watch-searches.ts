import { acquireLease, LeaseLost } from "@holdfast/db/lease";
import { evaluateAlerts } from "@holdfast/services/alerts/evaluate-alerts";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { Wakes } from "@holdfast/services/events/wakes";
import { every } from "./every";
import { ringable } from "./ringable";

/** However much moves, the searches are counted no more often than this, and when nothing does no less often than the other. */
const [PAUSE_MS, LOOK_MS] = [5000, 30_000];
/** Longer than one turn takes, so that no other hub begins meanwhile. */
const LEASE_MS = 120_000;

/** Looks at the alerts of saved searches after the inventory moved, and every half a minute, in one hub of the installation. */
export function watchSearches(ctx: ServiceContext, hubId: string, wakes: Wakes): { stop(): Promise<void> } {
  const bell = ringable();
  const stopHearing = wakes.on("inventory", bell.ring);
  const loop = every(PAUSE_MS, "search alerts", ctx.log, async (signal) => {
    const lease = await acquireLease(ctx.db, "search-alerts", hubId, LEASE_MS);
    try {
      if (lease) await evaluateAlerts(ctx, lease, signal);
    } catch (cause) {
      // Another hub has taken over in the meantime: it goes on there.
      if (!(cause instanceof LeaseLost)) throw cause;
    }
    await bell.next(LOOK_MS, signal);
  });
  return {
    async stop() {
      stopHearing();
      bell.ring();
      await loop.stop();
    },
  };
}
