import { compileExpression, isRefused } from "../../src/cel/compile-expression";
import { type AuthorizerPort, authorizerValue, requestResourceValue } from "../../src/cel/library/authorizer";
import { policyEnvironment } from "../../src/cel/library/policy-environment";
import { celValue } from "../../src/cel/values/from-json";
import { sample } from "./sample";
import { comparable, type Tagged, tagged } from "./tagged";

/** An answer, ours or the oracle's: a value with its type, or the stage at which it was refused, and why. */
export interface Answer {
  readonly type?: string;
  readonly value?: unknown;
  readonly compile?: string;
  readonly runtime?: string;
}

/** The same authoriser as the oracle has. */
const port: AuthorizerPort = ({ resource, path, verb, serviceAccount }) => {
  if (resource === "secrets") return { isAllowed: false, reason: "", error: "the authorizer is not there" };
  const who = serviceAccount ? `system:serviceaccount:${serviceAccount.namespace}:${serviceAccount.name}` : "ada";
  const isAllowed = path === null ? resource === "pods" && verb === "get" : path === "/healthz";
  return { isAllowed, reason: isAllowed ? `${who} may` : "not for you", error: "" };
};

const environment = policyEnvironment({ hasParams: true, hasAuthorizer: true });
const variables = {
  ...(celValue(sample) as Record<string, unknown>),
  authorizer: authorizerValue(port),
  "authorizer.requestResource": requestResourceValue(port, { resource: "pods", namespace: "shop", name: "web-0" }),
};

/** What this package answers to an expression about the sample. */
export function ourAnswer(expression: string): Answer {
  const compiled = compileExpression(expression, environment);
  if (isRefused(compiled)) return { compile: compiled.message };
  try {
    return { value: comparable(tagged(compiled.evaluate(variables).value)) };
  } catch (cause) {
    return { runtime: (cause as Error).message };
  }
}

/** An answer of the oracle, in the form in which ours can be compared with it. */
export const oracleAnswer = ({ value, compile, runtime }: Answer): Answer => {
  if (compile !== undefined) return { compile };
  if (runtime !== undefined) return { runtime };
  return { value: comparable(value as Tagged) };
};
