import type { ExampleVerdict } from "@holdfast/contracts/policy-example";
import type { Verdict } from "@holdfast/policy-engines/admission/judge-request";
import type { PolicyThread } from "@holdfast/policy-engines/admission/policy-thread";
import type { RegoEngine } from "@holdfast/policy-engines/rego/rego-engine";

/** What evaluates policies: OPA in its workers, and CEL in a thread. Both have a deadline and a limit of memory, and neither a network. */
export interface PolicyEngines {
  readonly rego: RegoEngine;
  readonly cel: PolicyThread;
}

/** What a policy says of one example, and its words. */
export interface Judged {
  readonly verdict: ExampleVerdict;
  readonly messages: readonly string[];
}

/** What all that is said of one request by CEL comes to. */
export function judgedOf(verdicts: readonly Verdict[]): Judged {
  const meant = verdicts.filter(({ isMeant }) => isMeant);
  if (meant.length === 0) return { verdict: "unmatched", messages: [] };
  const violations = meant.flatMap((each) => each.violations);
  const messages = violations.map(({ message }) => message);
  if (violations.some(({ isFailure }) => isFailure)) return { verdict: "failed", messages };
  return { verdict: messages.length > 0 ? "deny" : "pass", messages };
}
