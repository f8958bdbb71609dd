import type { CompiledExpression } from "../cel/compile-expression";
import { type AuthorizerPort, authorizerValue, requestResourceValue } from "../cel/library/authorizer";
import { celValue } from "../cel/values/from-json";
import { type AdmissionRequest, type ClusterObject, namespaceValue, requestValue } from "./admission-request";
import { isRequestMeant } from "./match-request";
import { failureText, PolicyBudgetError, PolicyEvaluation } from "./policy-evaluation";
import type { AdmissionBinding } from "./policy-spec";
import type { PreparedPolicy } from "./prepare-policy";
import { violationMessage } from "./violation-message";

/** A validation that did not hold, or could not be evaluated while failures count. */
export interface Violation {
  /** Which of the validations; null when the policy failed before them. */
  readonly index: number | null;
  readonly message: string;
  readonly reason: string;
  readonly isFailure: boolean;
}

/** What a policy says to a write by one binding. */
export interface Verdict {
  /** False when the policy or the binding is not about the request: then the rest is empty. */
  readonly isMeant: boolean;
  readonly violations: readonly Violation[];
  /** What the API server answers when it denies; null when it lets the write pass. */
  readonly denial: { readonly message: string; readonly reason: string; readonly code: number } | null;
  readonly warnings: readonly string[];
  /** What goes into the audit log of the API server. */
  readonly audited: readonly string[];
}

/** What a judgement needs besides the request. */
export interface JudgeOptions {
  /** The objects that the binding's `paramRef` names, found by the caller. */
  readonly params?: readonly ClusterObject[];
  readonly authorizer?: AuthorizerPort;
}

const NOT_MEANT: Verdict = { isMeant: false, violations: [], denial: null, warnings: [], audited: [] };
const CODES: Readonly<Record<string, number>> = { Forbidden: 403, Unauthorized: 401, RequestEntityTooLarge: 413, Invalid: 422 };

const failure = (message: string, index: number | null = null): Violation => ({ index, message, reason: "Invalid", isFailure: true });

const inputsOf = (request: AdmissionRequest, { authorizer = undefined }: JudgeOptions): Readonly<Record<string, unknown>> => {
  const { group, resource } = request.resource;
  const about = { group, resource, subresource: request.subresource ?? "", namespace: request.namespace, name: request.name };
  return {
    object: celValue(request.object),
    oldObject: celValue(request.oldObject),
    request: celValue(requestValue(request)),
    namespaceObject: celValue(namespaceValue(request.namespaceObject)),
    authorizer: authorizerValue(authorizer ?? null),
    "authorizer.requestResource": requestResourceValue(authorizer ?? null, about),
  };
};

/** Whether all conditions hold; a failure counts only when none of them is false. */
const conditionsHold = ({ policy, compiled }: PreparedPolicy, evaluation: PolicyEvaluation): boolean => {
  const failures: string[] = [];
  for (const [i, { expression }] of (policy.spec.matchConditions ?? []).entries()) {
    try {
      if (evaluation.value(required(compiled, `spec.matchConditions[${i}].expression`)) === false) return false;
    } catch (cause) {
      failures.push(`expression '${expression}' resulted in error: ${failureText(cause)}`);
    }
  }
  if (failures.length === 0) return true;
  throw new ConditionFailure(failures.length === 1 ? (failures[0] ?? "") : `[${failures.join(", ")}]`);
};

class ConditionFailure extends Error {}

const required = (compiled: PreparedPolicy["compiled"], path: string): CompiledExpression => {
  const expression = compiled.get(path);
  if (!expression) throw new Error(`${path} was not compiled`);
  return expression;
};

const validate = ({ policy, compiled }: PreparedPolicy, evaluation: PolicyEvaluation): Violation[] =>
  (policy.spec.validations ?? []).flatMap((validation, index) => {
    const { expression, reason = "Invalid" } = validation;
    try {
      if (evaluation.value(required(compiled, `spec.validations[${index}].expression`)) === true) return [];
    } catch (cause) {
      if (cause instanceof PolicyBudgetError) throw cause;
      return [failure(`expression '${expression}' resulted in error: ${failureText(cause)}`, index)];
    }
    const message = violationMessage(validation, compiled.get(`spec.validations[${index}].messageExpression`), evaluation);
    return [{ index, message, reason, isFailure: false }];
  });

const violationsFor = (prepared: PreparedPolicy, inputs: Readonly<Record<string, unknown>>, params: unknown): Violation[] => {
  const variables = (prepared.policy.spec.variables ?? []).map(({ name }, i) => ({
    ...{ name, compiled: required(prepared.compiled, `spec.variables[${i}].expression`) },
  }));
  try {
    const conditions = new PolicyEvaluation({ ...inputs, namespaceObject: null, params }, []);
    if (!conditionsHold(prepared, conditions)) return [];
    return validate(prepared, new PolicyEvaluation({ ...inputs, params }, variables));
  } catch (cause) {
    return [failure(cause instanceof ConditionFailure ? cause.message : failureText(cause))];
  }
};

/** One evaluation for each parameter; one without any when the policy asks for none. */
const paramsFor = (prepared: PreparedPolicy, binding: AdmissionBinding, { params = [] }: JudgeOptions): readonly unknown[] | Violation => {
  if (prepared.policy.spec.paramKind === undefined) return [null];
  const { paramRef } = binding.spec;
  if (!paramRef) return [null];
  if (params.length > 0 || paramRef.parameterNotFoundAction === "Allow") return params.map(celValue);
  return failure("failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction");
};

/** What the API server would answer to one write: in its words, with its status code. */
export function judgeRequest(
  prepared: PreparedPolicy,
  binding: AdmissionBinding,
  request: AdmissionRequest,
  options: JudgeOptions = {},
): Verdict {
  const { policy } = prepared;
  if (!isRequestMeant(policy.spec.matchConstraints, request) || !isRequestMeant(binding.spec.matchResources, request)) return NOT_MEANT;
  const params = paramsFor(prepared, binding, options);
  const inputs = inputsOf(request, options);
  const found = "message" in params ? [params] : params.flatMap((each) => violationsFor(prepared, inputs, each));
  const violations = policy.spec.failurePolicy === "Ignore" ? found.filter(({ isFailure }) => !isFailure) : found;
  return verdictOf(violations, policy.metadata.name, binding);
}

const verdictOf = (violations: readonly Violation[], policy: string, { metadata, spec }: AdmissionBinding): Verdict => {
  const actions = spec.validationActions ?? [];
  const subject = `ValidatingAdmissionPolicy '${policy}' with binding '${metadata.name}'`;
  const [first] = violations;
  const isDenied = first !== undefined && actions.includes("Deny");
  return {
    ...{ isMeant: true, violations },
    denial: isDenied
      ? { message: `${subject} denied request: ${first.message}`, reason: first.reason, code: CODES[first.reason] ?? 422 }
      : null,
    warnings: actions.includes("Warn") ? violations.map(({ message }) => `Validation failed for ${subject}: ${message}`) : [],
    audited: actions.includes("Audit") ? violations.map(({ message }) => message) : [],
  };
};
