import { ParseError } from "@marcbachmann/cel-js";
import { type FieldCause, fieldCause } from "../kube/field-cause";
import type { PolicySpec } from "../kube/kinds/admission-rules";
import type { StructSchema } from "../kube/schema/type-schema";
import { type CelCompileError, compileMessage, undeclared } from "./cel-errors";
import { checkingEnvironment, knownFunctions, type VariableTypes } from "./cel-types";

/** An expression of a policy, where it stands, and what it must yield; any type when null. */
export interface PolicyExpression {
  readonly path: string;
  readonly text: string;
  readonly yields: "bool" | "string" | null;
  /** The variables that it may use: those that stand before it. */
  readonly variables: VariableTypes | null;
}

/** What a check of one expression says: its type, or why it does not compile. */
export type Checked = { readonly type: string } | { readonly fault: string };

/** A macro of the CEL library that Kubernetes does not offer. */
const LIBRARY_ONLY = /\bcel\.bind\s*\(/;

/** Compiles an expression against types; nothing is evaluated. */
export function checkExpression(
  { text, variables }: Pick<PolicyExpression, "text" | "variables">,
  schema: StructSchema | null,
  hasParams: boolean,
): Checked {
  const macroAt = text.search(LIBRARY_ONLY);
  if (macroAt >= 0) return { fault: undeclared(text, "cel", macroAt) };
  try {
    const { valid, type, error } = checkingEnvironment(schema, variables, hasParams).parse(text).check();
    return valid ? { type: type ?? "dyn" } : { fault: compileMessage(text, error as CelCompileError, knownFunctions) };
  } catch (cause) {
    if (cause instanceof ParseError) return { fault: compileMessage(text, cause, knownFunctions) };
    throw cause;
  }
}

/** Types that can be fields of the type of `variables`; others are left open. */
const asFieldType = (type: string) => (/^(bool|string|int|double|list<[a-z]+>)$/.test(type) ? type : "dyn");

const variableTypes = ({ variables = [], paramKind }: PolicySpec): VariableTypes => {
  const known: Record<string, string> = {};
  for (const { name, expression } of variables) {
    const checked = checkExpression({ text: expression, variables: known }, null, paramKind !== undefined);
    known[name] = "type" in checked ? asFieldType(checked.type) : "dyn";
  }
  return known;
};

/** All expressions of a policy, in the order in which the API server looks at them. */
export function expressionsOf(spec: PolicySpec): PolicyExpression[] {
  const { matchConditions = [], variables = [], validations = [], auditAnnotations = [] } = spec;
  const types = variableTypes(spec);
  const before = (count: number) => Object.fromEntries(Object.entries(types).slice(0, count));
  return [
    ...variables.map(
      ({ expression }, i): PolicyExpression => ({
        ...{ path: `spec.variables[${i}].expression`, text: expression, yields: null, variables: before(i) },
      }),
    ),
    ...matchConditions.map(
      ({ expression }, i): PolicyExpression => ({
        ...{ path: `spec.matchConditions[${i}].expression`, text: expression, yields: "bool", variables: null },
      }),
    ),
    ...validations.flatMap(({ expression, messageExpression }, i): PolicyExpression[] => [
      { path: `spec.validations[${i}].expression`, text: expression ?? "", yields: "bool", variables: types },
      ...(messageExpression
        ? [{ path: `spec.validations[${i}].messageExpression`, text: messageExpression, yields: "string" as const, variables: types }]
        : []),
    ]),
    ...auditAnnotations.map(
      ({ valueExpression }, i): PolicyExpression => ({
        ...{ path: `spec.auditAnnotations[${i}].valueExpression`, text: valueExpression, yields: "string", variables: types },
      }),
    ),
  ];
}

/** What is wrong with the expressions of a policy. */
export function policyFaults(spec: PolicySpec): FieldCause[] {
  return expressionsOf(spec).flatMap((expression) => {
    const { path, text, yields } = expression;
    if (text.trim() === "") return [fieldCause.required(path, "expression is not specified")];
    const checked = checkExpression(expression, null, spec.paramKind !== undefined);
    if ("fault" in checked) return [fieldCause.invalid(path, text, `compilation failed: ${checked.fault}`)];
    if (yields === null || checked.type === yields) return [];
    return [fieldCause.invalid(path, text, `must evaluate to ${yields} but got ${checked.type}`)];
  });
}
