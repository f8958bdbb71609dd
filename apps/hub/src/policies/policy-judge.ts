import type { ImpactJudge } from "@holdfast/services/policy-impact/impact-judge";
import { admissionJudge } from "./admission-judge";
import { regoJudge } from "./rego-judge";

/** Judges each policy by the engine that it is written for. `worker`: the program of the thread for CEL; undefined where it was not built. */
export function policyJudge(worker: URL | undefined): ImpactJudge & { close(): Promise<void> } {
  const [admission, rego] = [admissionJudge(worker), regoJudge()];
  return {
    judge: (policy, binding, writes) => (policy.kind === "ConstraintTemplate" ? rego : admission).judge(policy, binding, writes),
    async close() {
      await Promise.all([admission.close(), rego.close()]);
    },
  };
}
