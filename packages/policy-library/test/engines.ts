import { PolicyThread } from "@holdfast/policy-engines/admission/policy-thread";
import { createRegoEngine } from "@holdfast/policy-engines/rego/rego-engine";
import { builtWorker } from "../../policy-engines/test/admission/built-worker";
import type { PolicyEngines } from "../src/policy-engines";

/** Engines as the hub has them, and how to end them. */
export async function startEngines(deadlineMs = 10_000): Promise<PolicyEngines & { close(): Promise<void> }> {
  const built = await builtWorker();
  const rego = createRegoEngine({ workers: 1, deadlineMs });
  const cel = new PolicyThread(deadlineMs, built.program);
  return {
    ...{ rego, cel },
    async close() {
      await Promise.all([rego.dispose(), cel.close()]);
      await built.remove();
    },
  };
}
