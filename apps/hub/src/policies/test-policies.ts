import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Fault } from "@holdfast/contracts/fault";
import type { HubHandlers } from "@holdfast/contracts/hub-router";
import { worded } from "@holdfast/contracts/worded";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { PolicyThread } from "@holdfast/policy-engines/admission/policy-thread";
import { createRegoEngine } from "@holdfast/policy-engines/rego/rego-engine";
import { readBundle } from "@holdfast/policy-library/policy-bundle";
import { runExamples } from "@holdfast/policy-library/run-examples";

/** So long may one evaluation take. */
const DEADLINE_MS = 5000;

/** The program of the thread that judges by CEL, where this release's build put it; undefined where it was not built. */
export function builtPolicyWorker(): URL | undefined {
  // Beside the hub's own build, and from its source.
  const places = ["./policy-worker.mjs", "../../dist/policy-worker.mjs"].map((place) => new URL(place, import.meta.url));
  return places.find((place) => existsSync(fileURLToPath(place)));
}

/** Runs the tests of policies in workers: what a person wrote has a deadline, little memory and no network, and can't hold the hub up. */
export interface PolicyTester {
  readonly test: HubHandlers["testPolicy"];
  close(): Promise<void>;
}

/** A tester without a worker yet: the first policy starts them. */
export function policyTester(program: URL | undefined): PolicyTester {
  const rego = createRegoEngine({ workers: 1, deadlineMs: DEADLINE_MS });
  const cel = program && new PolicyThread(DEADLINE_MS, program);
  return {
    async test(texts) {
      if (!cel) throw new Fault("Unavailable", worded("PolicyTestsOff"));
      const read = readBundle(texts);
      if (!read.isGood) throw new Fault("InvalidInput", read.problems.map((each) => `${each.text}: ${describeProblem(each)}`).join("\n"));
      return [...(await runExamples({ rego, cel }, read.bundle))];
    },
    async close() {
      await Promise.all([rego.dispose(), cel?.close()]);
    },
  };
}
