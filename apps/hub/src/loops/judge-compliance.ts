import { dueClusters } from "@holdfast/services/compliance/due-clusters";
import { judgeDueCluster } from "@holdfast/services/compliance/judge-due-cluster";
import type { Wakes } from "@holdfast/services/events/wakes";
import type { ImpactDriver } from "@holdfast/services/policy-impact/advance-impact";
import { policyJudge } from "../policies/policy-judge";
import { every } from "./every";
import { ringable } from "./ringable";

const LOOK_MS = 5000;

/** Judges what clusters have by the policies that they have: soon after one reached a cluster, and every few minutes. What judges is started by the first look. */
export function judgeCompliance(parts: Omit<ImpactDriver, "judge">, wakes: Wakes, worker: URL | undefined): { stop(): Promise<void> } {
  const judge = policyJudge(worker);
  const bell = ringable();
  const stops = [wakes.on("rollout", bell.ring)];
  const loop = every(0, "compliance", parts.ctx.log, async (signal) => {
    for (const id of await dueClusters(parts.ctx.db, parts.ctx.now())) {
      if (signal.aborted) return;
      await judgeDueCluster({ ...parts, judge, signal }, id).catch((err: unknown) => {
        // The others are not to wait for one that can't be gone on with now.
        parts.ctx.log.error({ err, "cluster.id": id }, "a cluster could not be judged by its policies");
      });
    }
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
