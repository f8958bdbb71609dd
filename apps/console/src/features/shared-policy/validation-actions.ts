import type { PolicyObject } from "@holdfast/contracts/policy-object";

/** What happens to a write that a policy finds fault with, as the bindings of Kubernetes say it. */
export type ValidationAction = "Deny" | "Warn" | "Audit";

const known: readonly ValidationAction[] = ["Deny", "Warn", "Audit"];

/** What the bindings of a version do, the hardest first. A binding may do several. */
export function validationActions(objects: readonly PolicyObject[]): ValidationAction[] {
  const named = new Set(
    objects.flatMap(({ kind, spec }) => {
      const actions = kind === "ValidatingAdmissionPolicyBinding" ? spec.validationActions : [];
      return Array.isArray(actions) ? actions : [];
    }),
  );
  return known.filter((action) => named.has(action));
}
