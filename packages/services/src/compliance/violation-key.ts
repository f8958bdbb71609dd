import { createHash } from "node:crypto";
import type { GatheredFinding } from "../policy-impact/found-violations";

/** A violation as a look found it: one object, one rule, one text. */
export interface SeenViolation extends Omit<GatheredFinding, "names" | "workload"> {
  readonly key: string;
  readonly name: string;
  readonly workloadKind: string;
  readonly workloadName: string;
}

const digest = (parts: readonly (string | null)[]) => createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

const strength = { deny: 2, warn: 1, audit: 0 } as const;

/** What was found, by what makes a violation the same one from look to look. Of two bindings that say the same, the stronger counts. */
export function seenViolations(findings: readonly GatheredFinding[]): Map<string, SeenViolation> {
  const seen = new Map<string, SeenViolation>();
  for (const { names, workload, ...finding } of findings)
    for (const name of names) {
      const { policyName, resource, namespace, message } = finding;
      const key = digest([policyName, resource, namespace, name, message]);
      const known = seen.get(key);
      if (known && strength[known.effect] >= strength[finding.effect]) continue;
      seen.set(key, { ...finding, key, name, workloadKind: workload.kind, workloadName: workload.name });
    }
  return seen;
}
