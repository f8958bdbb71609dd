import type { Wakes } from "@holdfast/services/events/wakes";
import { advanceImpact, type ImpactDriver, openImpacts } from "@holdfast/services/policy-impact/advance-impact";
import { policyJudge } from "../policies/policy-judge";
import { every } from "./every";
import { ringable } from "./ringable";

const LOOK_MS = 5000;

/** Looks at what policy versions would say of what runs, whenever that was asked for. What judges is started by the first one. */
export function judgeImpacts(parts: Omit<ImpactDriver, "judge">, wakes: Wakes, worker: URL | undefined): { stop(): Promise<void> } {
  const judge = policyJudge(worker);
  const bell = ringable();
  const stops = [wakes.on("impact", bell.ring)];
  const loop = every(0, "impacts", parts.ctx.log, async (signal) => {
    for (const id of await openImpacts(parts.ctx.db))
      await advanceImpact({ ...parts, judge, signal }, id).catch((err: unknown) => {
        // The others are not to wait for one that can't be gone on with now.
        parts.ctx.log.error({ err, reason: id }, "an impact could not be looked at");
      });
    await bell.next(LOOK_MS, signal);
  });
  return {
    async stop() {
      for (const stop of stops) stop();
      bell.ring();
      await loop.stop();
      await judge.close();
    },
  };
}
