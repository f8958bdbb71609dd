import { LeaseLost } from "@holdfast/db/lease";
import { advanceBulk, type BulkDriver, runningBulks } from "@holdfast/services/bulk/advance-bulk";
import type { Wakes } from "@holdfast/services/events/wakes";
import { every } from "./every";
import { ringable } from "./ringable";

const LOOK_MS = 1000;

/** Drives the bulk orders that are under way: at every new one, at every receipt, and each second. */
export function driveBulks(driver: BulkDriver, wakes: Wakes): { stop(): Promise<void> } {
  const bell = ringable();
  const stops = [wakes.on("bulk", bell.ring), wakes.on("run", bell.ring)];
  const loop = every(0, "bulk orders", driver.ctx.log, async (signal) => {
    for (const id of await runningBulks(driver.ctx.db)) {
      try {
        await advanceBulk(driver, id);
      } catch (cause) {
        // Another hub has taken the order over in the meantime: it goes on there.
        if (!(cause instanceof LeaseLost)) throw cause;
      }
    }
    await bell.next(LOOK_MS, signal);
  });
  return {
    async stop() {
      for (const stop of stops) stop();
      bell.ring();
      await loop.stop();
    },
  };
}
