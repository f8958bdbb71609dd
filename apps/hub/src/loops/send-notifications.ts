import { acquireLease, LeaseLost } from "@holdfast/db/lease";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { Wakes } from "@holdfast/services/events/wakes";
import { type AttemptSettings, attemptDeliveries } from "@holdfast/services/notifications/attempt-deliveries";
import { enqueueDeliveries } from "@holdfast/services/notifications/enqueue-deliveries";
import { every } from "./every";
import { ringable } from "./ringable";

const LOOK_MS = 1000;
/** Longer than one turn takes: all that is sent at once ends at one deadline. */
const LEASE_MS = 60_000;

/** Tells the channels what happens, in one hub of the installation: at every event, and each second what is due again. */
export function sendNotifications(ctx: ServiceContext, hubId: string, settings: AttemptSettings, wakes: Wakes): { stop(): Promise<void> } {
  const bell = ringable();
  const stopHearing = wakes.on("event", bell.ring);
  const turn = async (signal: AbortSignal) => {
    for (let isBusy = true; isBusy && !signal.aborted; ) {
      const lease = await acquireLease(ctx.db, "notifications", hubId, LEASE_MS);
      if (!lease) return;
      const read = await enqueueDeliveries(ctx, lease);
      const tried = await attemptDeliveries(ctx, lease, settings);
      isBusy = read > 0 || tried > 0;
    }
  };
  const loop = every(0, "notifications", ctx.log, async (signal) => {
    try {
      await turn(signal);
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
