import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import type { Opaque } from "../values/cel-values";

/** What an expression asks the cluster's authoriser. A check of a path has no resource, one of a resource no path. */
export interface AuthorizationQuestion {
  /** Null is whoever makes the request. */
  readonly serviceAccount: { readonly namespace: string; readonly name: string } | null;
  readonly verb: string;
  readonly path: string | null;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly fieldSelector: string;
  readonly labelSelector: string;
}

/** The answer; `error` is set when the authoriser could not say. */
export interface AuthorizationAnswer {
  readonly isAllowed: boolean;
  readonly reason: string;
  readonly error: string;
}

/** Answers for a cluster; where none is given, an expression that asks fails. */
export type AuthorizerPort = (question: AuthorizationQuestion) => AuthorizationAnswer;

const PREFIX = "kubernetes.authorization";

class Check implements Opaque {
  constructor(
    readonly typeName: string,
    readonly port: AuthorizerPort | null,
    readonly question: AuthorizationQuestion,
  ) {}

  with(kind: string, change: Partial<AuthorizationQuestion>): Check {
    return new Check(`${PREFIX}.${kind}`, this.port, { ...this.question, ...change });
  }

  equals(other: unknown): boolean {
    return other === this;
  }
}

class Decision implements Opaque {
  readonly typeName = `${PREFIX}.Decision`;

  constructor(readonly answer: AuthorizationAnswer) {}

  equals(other: unknown): boolean {
    return other === this;
  }
}

const NOTHING: AuthorizationQuestion = {
  ...{ serviceAccount: null, verb: "", path: null, group: "", resource: "", subresource: "", namespace: "", name: "" },
  ...{ fieldSelector: "", labelSelector: "" },
};

/** The value of `authorizer`. */
export const authorizerValue = (port: AuthorizerPort | null): Opaque => new Check(`${PREFIX}.Authorizer`, port, NOTHING);

/** The value of `authorizer.requestResource`. */
export const requestResourceValue = (port: AuthorizerPort | null, about: Partial<AuthorizationQuestion>): Opaque =>
  new Check(`${PREFIX}.ResourceCheck`, port, { ...NOTHING, ...about });

const check = ({ port, question }: Check, verb: string): Decision => {
  if (!port) throw new CelRuntimeError("the authorizer cannot be asked here: nobody answers for the cluster");
  return new Decision(port({ ...question, verb }));
};

const DNS_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

const serviceAccount = (from: Check, namespace: string, name: string): Check => {
  if (!DNS_NAME.test(name)) throw new CelRuntimeError("Invalid service account name");
  if (!DNS_NAME.test(namespace)) throw new CelRuntimeError("Invalid service account namespace");
  return from.with("Authorizer", { serviceAccount: { namespace, name } });
};

const [AUTHORIZER, PATH, GROUP, RESOURCE, DECISION] = ["Authorizer", "PathCheck", "GroupCheck", "ResourceCheck", "Decision"].map(
  (kind) => `${PREFIX}.${kind}`,
);

const resourceField = (method: string, field: keyof AuthorizationQuestion): Declaration => [
  `${RESOURCE}::${method}(string): ${RESOURCE}`,
  (from: Check, value: string) => from.with("ResourceCheck", { [field]: value }),
];

const path = (from: Check, value: string): Check => {
  if (value.trim() === "") throw new CelRuntimeError("path must not be empty");
  return from.with("PathCheck", { path: value });
};

/** `authorizer.group('').resource('pods').check('get').allowed()` and its like. */
export const AUTHORIZER_FUNCTIONS: readonly Declaration[] = [
  [`${AUTHORIZER}::path(string): ${PATH}`, path],
  [`${AUTHORIZER}::group(string): ${GROUP}`, (from: Check, group: string) => from.with("GroupCheck", { group })],
  [`${AUTHORIZER}::serviceAccount(string, string): ${AUTHORIZER}`, serviceAccount],
  [`${GROUP}::resource(string): ${RESOURCE}`, (from: Check, resource: string) => from.with("ResourceCheck", { resource })],
  resourceField("subresource", "subresource"),
  resourceField("namespace", "namespace"),
  resourceField("name", "name"),
  resourceField("fieldSelector", "fieldSelector"),
  resourceField("labelSelector", "labelSelector"),
  [`${PATH}::check(string): ${DECISION}`, check],
  [`${RESOURCE}::check(string): ${DECISION}`, check],
  [`${DECISION}::errored(): bool`, ({ answer }: Decision) => answer.error !== ""],
  [`${DECISION}::error(): string`, ({ answer }: Decision) => answer.error],
  [`${DECISION}::allowed(): bool`, ({ answer }: Decision) => answer.isAllowed],
  [`${DECISION}::reason(): string`, ({ answer }: Decision) => answer.reason],
];
