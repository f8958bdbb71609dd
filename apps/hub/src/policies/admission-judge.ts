import { existsSync } from "node:fs";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { PolicyThread } from "@holdfast/policy-engines/admission/policy-thread";
import type { ImpactJudge } from "@holdfast/services/policy-impact/impact-judge";

/** For one page of objects by one policy. What takes longer would not pass an API server's own budget either. */
const DEADLINE_MS = 20_000;

/** The program of the thread, which the build puts beside the bundle. */
const program = () => new URL("./policy-worker.mjs", import.meta.url);

/** Judges by the engine that is held to the API server's own, in a thread without network that is ended when it takes too long. */
export function admissionJudge(worker: URL = program()): ImpactJudge & { close(): Promise<void> } {
  const thread = new PolicyThread(DEADLINE_MS, worker);
  return {
    async judge(policy, binding, writes) {
      if (!existsSync(worker))
        throw new Fault("Unavailable", worded("CelThreadEnded", { cause: "policy-worker.mjs is not beside the hub" }));
      const verdicts = await thread.judge(policy, binding, writes);
      return verdicts.map(({ violations }) => violations.map(({ message }) => message));
    },
    close: () => thread.close(),
  };
}
