import { LeaseLost } from "@holdfast/db/lease";
import type { Wakes } from "@holdfast/services/events/wakes";
import { advanceRollout, type RolloutDriver, runningRollouts } from "@holdfast/services/policies/advance-rollout";
import { every } from "./every";
import { ringable } from "./ringable";

const LOOK_MS = 1000;

/** Drives the rollouts that are on their way: at every wake-up of one, at every receipt, and each second. */
export function driveRollouts(driver: RolloutDriver, wakes: Wakes): { stop(): Promise<void> } {
  const bell = ringable();
  const stops = [wakes.on("rollout", bell.ring), wakes.on("run", bell.ring)];
  const loop = every(0, "rollouts", driver.ctx.log, async (signal) => {
    for (const id of await runningRollouts(driver.ctx.db)) {
      try {
        await advanceRollout(driver, id);
      } catch (cause) {
        // Another hub has taken the rollout over in the meantime: it goes on there.
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
