import { type CompiledExpression, compileExpression, isRefused, type RefusedExpression } from "../cel/compile-expression";
import { placeOf } from "../cel/compile-fault";
import { type CelEnvironment, extended } from "../cel/environment";
import { policyEnvironment } from "../cel/library/policy-environment";
import { BOOL, type CelType, DYN, NULL, STRING, structOf, typeText } from "../cel/types/cel-type";
import type { PolicySpec } from "./policy-spec";

/** What is wrong with an expression of a policy: in which field, where in it, and in the words of the API server. */
export interface PolicyFault {
  /** `spec.validations[0].expression`. */
  readonly path: string;
  readonly expression: string;
  /** From 1; -1 and 0 when the whole is meant. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** An expression of a policy and where it stands. */
export interface PolicyExpression {
  readonly path: string;
  readonly text: string;
  readonly environment: CelEnvironment;
  /** What it must yield; anything when empty. */
  readonly yields: readonly CelType[];
}

const VARIABLES = "kubernetes.variables";

const withVariables = (base: CelEnvironment, types: Readonly<Record<string, CelType>>): CelEnvironment =>
  extended(base, { variables: structOf(VARIABLES) }, { [VARIABLES]: types });

/** The types of the variables, each seen by those after it; one that does not compile is seen as anything. */
const variableTypes = ({ variables = [] }: PolicySpec, base: CelEnvironment): Readonly<Record<string, CelType>>[] => {
  const steps: Readonly<Record<string, CelType>>[] = [{}];
  for (const { name, expression } of variables) {
    const known = steps.at(-1) ?? {};
    const compiled = compileExpression(expression, withVariables(base, known));
    steps.push({ ...known, [name]: isRefused(compiled) ? DYN : compiled.type });
  }
  return steps;
};

/** Turns an environment into one that knows more; the type checking of the API server knows the type of the object. */
export type Refine = (environment: CelEnvironment) => CelEnvironment;

/** All expressions of a policy, in the order in which the API server looks at them, with what each may name. */
export function expressionsOf(spec: PolicySpec, refine: Refine = (environment) => environment): PolicyExpression[] {
  const { matchConditions = [], variables = [], validations = [], auditAnnotations = [], paramKind } = spec;
  const hasParams = paramKind !== undefined;
  const asking = refine(policyEnvironment({ hasParams, hasAuthorizer: true }));
  const steps = variableTypes(spec, asking);
  const all = withVariables(asking, steps.at(-1) ?? {});
  const telling = withVariables(refine(policyEnvironment({ hasParams, hasAuthorizer: false })), steps.at(-1) ?? {});
  const at = (path: string, text: string | undefined, environment: CelEnvironment, ...yields: CelType[]): PolicyExpression => ({
    ...{ path, text: text ?? "", environment, yields },
  });
  return [
    ...variables.map(({ expression }, i) => at(`spec.variables[${i}].expression`, expression, withVariables(asking, steps[i] ?? {}))),
    ...matchConditions.map(({ expression }, i) => at(`spec.matchConditions[${i}].expression`, expression, asking, BOOL)),
    ...validations.flatMap(({ expression, messageExpression }, i) => [
      at(`spec.validations[${i}].expression`, expression, all, BOOL),
      ...(messageExpression ? [at(`spec.validations[${i}].messageExpression`, messageExpression, telling, STRING)] : []),
    ]),
    ...auditAnnotations.map(({ valueExpression }, i) =>
      at(`spec.auditAnnotations[${i}].valueExpression`, valueExpression, all, STRING, NULL),
    ),
  ];
}

const wrongType = ({ yields }: PolicyExpression, type: CelType): string | null => {
  if (yields.length === 0 || yields.includes(type)) return null;
  const names = yields.map(typeText);
  return `must evaluate to ${names.length === 1 ? names[0] : `one of [${names.join(" ")}]`} but got ${typeText(type)}`;
};

const faultOf = ({ path, text }: PolicyExpression, refused: RefusedExpression): PolicyFault => ({
  ...{ path, expression: text, message: refused.message },
  ...placeOf(text, refused.issues[0]?.at ?? -1),
});

/** Compiles one expression; a fault when the API server would not take it. */
export function compilePolicyExpression(expression: PolicyExpression): CompiledExpression | PolicyFault {
  const { path, text, environment } = expression;
  const compiled = compileExpression(text, environment);
  if (isRefused(compiled)) return faultOf(expression, compiled);
  const message = wrongType(expression, compiled.type);
  return message === null ? compiled : { path, expression: text, line: 1, column: 1, message };
}

/** Whether it is a fault that came back. */
export const isPolicyFault = (result: CompiledExpression | PolicyFault): result is PolicyFault => "path" in result;
