import { compilePolicyExpression, expressionsOf, isPolicyFault } from "@holdfast/policy-engines/admission/policy-expressions";
import type { PolicySpec } from "@holdfast/policy-engines/admission/policy-spec";
import { type FieldCause, fieldCause } from "../kube/field-cause";

/** What is wrong with the expressions of a policy. */
export function policyFaults(spec: PolicySpec): FieldCause[] {
  return expressionsOf(spec).flatMap((expression) => {
    const { path, text } = expression;
    if (text.trim() === "") return [fieldCause.required(path, "expression is not specified")];
    const compiled = compilePolicyExpression(expression);
    return isPolicyFault(compiled) ? [fieldCause.invalid(path, text, compiled.message)] : [];
  });
}
