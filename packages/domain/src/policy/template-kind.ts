import type { PolicyObject } from "@holdfast/contracts/policy-object";

/** The kind of constraints that a ConstraintTemplate makes; undefined where it names none. */
export function templateKind({ spec }: Pick<PolicyObject, "spec">): string | undefined {
  const { crd } = spec as { crd?: { spec?: { names?: { kind?: unknown } } } };
  const kind = crd?.spec?.names?.kind;
  return typeof kind === "string" ? kind : undefined;
}
