import type { CompiledExpression } from "../cel/compile-expression";
import { compilePolicyExpression, expressionsOf, isPolicyFault, type PolicyFault } from "./policy-expressions";
import type { AdmissionPolicy } from "./policy-spec";

/** A policy whose expressions are compiled, by the path of their field. */
export interface PreparedPolicy {
  readonly policy: AdmissionPolicy;
  readonly compiled: ReadonlyMap<string, CompiledExpression>;
}

/** Why a policy cannot be prepared: what the API server would refuse in it. */
export interface PolicyFaults {
  readonly faults: readonly PolicyFault[];
}

const MAX_CHARACTERS = 1_000_000;

const tooLarge = (size: number): PolicyFaults => ({
  faults: [
    {
      ...{ path: "spec", expression: "", line: -1, column: 0 },
      message: `the expressions of the policy have ${size} characters, and at most ${MAX_CHARACTERS} are read: split the policy`,
    },
  ],
});

/** Compiles a ValidatingAdmissionPolicy, or says what the API server would not take, and where. Nothing is evaluated. */
export function preparePolicy(policy: AdmissionPolicy): PreparedPolicy | PolicyFaults {
  const size = sizeOf(policy);
  if (size > MAX_CHARACTERS) return tooLarge(size);
  const compiled = new Map<string, CompiledExpression>();
  const faults: PolicyFault[] = [];
  for (const expression of expressionsOf(policy.spec)) {
    const result = compilePolicyExpression(expression);
    if (isPolicyFault(result)) faults.push(result);
    else compiled.set(expression.path, result);
  }
  return faults.length > 0 ? { faults } : { policy, compiled };
}

const sizeOf = ({ spec }: AdmissionPolicy): number => {
  const { matchConditions = [], variables = [], validations = [], auditAnnotations = [] } = spec;
  const texts = [
    ...[...matchConditions, ...variables].map(({ expression }) => expression),
    ...validations.flatMap(({ expression, messageExpression = "" }) => [expression, messageExpression]),
    ...auditAnnotations.map(({ valueExpression }) => valueExpression),
  ];
  return texts.reduce((total, text) => total + (text?.length ?? 0), 0);
};

/** Whether a policy can be judged by. */
export const isPrepared = (result: PreparedPolicy | PolicyFaults): result is PreparedPolicy => "compiled" in result;
