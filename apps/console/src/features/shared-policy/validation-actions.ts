import type { PolicyObject } from "@holdfast/contracts/policy-object";

/** What happens to a write that a policy finds fault with, as the bindings of Kubernetes say it. */
export type ValidationAction = "Deny" | "Warn" | "Audit";

const known: readonly ValidationAction[] = ["Deny", "Warn", "Audit"];

/** What a constraint of Gatekeeper does, in the same words. */
const enforced: Readonly<Record<string, ValidationAction>> = { deny: "Deny", warn: "Warn", dryrun: "Audit" };

function actionsOf({ apiVersion, kind, spec }: PolicyObject): readonly unknown[] {
  if (kind === "ValidatingAdmissionPolicyBinding") return Array.isArray(spec.validationActions) ? spec.validationActions : [];
  if (!apiVersion.startsWith("constraints.gatekeeper.sh/")) return [];
  const scoped = Array.isArray(spec.scopedEnforcementActions) ? spec.scopedEnforcementActions : [];
  const actions =
    spec.enforcementAction === "scoped" ? scoped.map((each) => (each as { action?: unknown }).action) : [spec.enforcementAction ?? "deny"];
  return actions.map((action) => enforced[String(action)]);
}

/** What the bindings and the constraints of a version do, the hardest first. One may do several. */
export function validationActions(objects: readonly PolicyObject[]): ValidationAction[] {
  const named = new Set(objects.flatMap(actionsOf));
  return known.filter((action) => named.has(action));
}
