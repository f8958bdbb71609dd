import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { PolicyThread } from "@holdfast/policy-engines/admission/policy-thread";
import type { ImpactJudge } from "@holdfast/services/policy-impact/impact-judge";

/** For one page of objects by one policy. What takes longer would not pass an API server's own budget either. */
const DEADLINE_MS = 20_000;

/** Judges by the engine that is held to the API server's own, in a thread without network that is ended when it takes too long. `worker`: its program; undefined where it was not built. */
export function admissionJudge(worker: URL | undefined): ImpactJudge & { close(): Promise<void> } {
  const thread = worker && new PolicyThread(DEADLINE_MS, worker);
  return {
    async judge(policy, binding, writes) {
      if (!thread) throw new Fault("Unavailable", worded("CelThreadEnded", { cause: "policy-worker.mjs is not beside the hub" }));
      const verdicts = await thread.judge(policy, binding, writes);
      return verdicts.map(({ violations }) => violations.map(({ message }) => message));
    },
    close: async () => thread?.close(),
  };
}
