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
    // Side by side: a cluster that is slow to answer holds up its own rollout only.
    const ends = await Promise.allSettled((await runningRollouts(driver.ctx.db)).map((id) => advanceRollout(driver, id)));
    // Another hub has taken a rollout over in the meantime: it goes on there.
    const failed = ends.find((end) => end.status === "rejected" && !(end.reason instanceof LeaseLost));
    if (failed?.status === "rejected") throw failed.reason;
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
