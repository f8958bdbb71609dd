import type { ASTNode } from "@marcbachmann/cel-js";
import type { PolicySpec } from "../kube/kinds/admission-rules";
import { evaluationMessage } from "./cel-errors";
import { LINEAR_MATCHES } from "./cel-library";
import { evaluationEnvironment } from "./cel-types";

/** The values that the expressions of a policy see. */
export interface PolicyInput {
  readonly object: unknown;
  readonly oldObject: unknown;
  readonly request: unknown;
  readonly namespaceObject: unknown;
}

/** One validation that did not hold, and why. */
export interface Violation {
  readonly message: string;
  readonly reason: string;
}

type Evaluate = (context: Readonly<Record<string, unknown>>) => unknown;

const isNode = (value: unknown): value is ASTNode => typeof value === "object" && value !== null && "op" in value && "args" in value;

/** Renames every call of the backtracking `matches` to the linear one. */
const renameMatches = (value: unknown): void => {
  if (Array.isArray(value)) for (const item of value) renameMatches(item);
  if (!isNode(value)) return;
  // The tree is this module's own: it was parsed a line ago, and nobody else has it.
  const args = value.args as unknown;
  if (value.op === "rcall" && Array.isArray(args) && args[0] === "matches") args[0] = LINEAR_MATCHES;
  renameMatches(args);
};

const compile = (expression: string): Evaluate => {
  const parsed = evaluationEnvironment.parse(expression);
  renameMatches(parsed.ast);
  return (context) => parsed(context) as unknown;
};

interface CompiledValidation {
  readonly expression: string;
  readonly evaluate: Evaluate;
  readonly message: string | undefined;
  readonly messageOf: Evaluate | undefined;
  readonly reason: string;
}

/** A policy ready to be asked. */
export class CompiledPolicy {
  private readonly conditions: readonly Evaluate[];
  private readonly variables: readonly (readonly [string, Evaluate])[];
  private readonly validations: readonly CompiledValidation[];
  private readonly failsClosed: boolean;

  constructor({ matchConditions = [], variables = [], validations = [], failurePolicy }: PolicySpec) {
    this.conditions = matchConditions.map(({ expression }) => compile(expression));
    this.variables = variables.map(({ name, expression }) => [name, compile(expression)] as const);
    this.validations = validations.map(({ expression, message, messageExpression, reason = "Invalid" }) => ({
      ...{ expression, message, reason, evaluate: compile(expression) },
      messageOf: messageExpression ? compile(messageExpression) : undefined,
    }));
    this.failsClosed = failurePolicy !== "Ignore";
  }

  /** The validations that do not hold. One that cannot be evaluated does not hold either, unless failures are ignored. */
  violations(input: PolicyInput): Violation[] {
    const context = { ...input, params: null, variables: this.lazyVariables(input) };
    try {
      if (!this.conditions.every((condition) => condition(context) === true)) return [];
    } catch (cause) {
      return this.failsClosed ? [{ message: evaluationMessage(cause), reason: "Invalid" }] : [];
    }
    return this.validations.flatMap((validation) => this.violationOf(validation, context));
  }

  /** A variable is evaluated when it is first used, and once. */
  private lazyVariables(input: PolicyInput): Readonly<Record<string, unknown>> {
    const holder: Record<string, unknown> = {};
    for (const [name, evaluate] of this.variables) {
      Object.defineProperty(holder, name, {
        enumerable: true,
        configurable: true,
        get: () => {
          const value = evaluate({ ...input, params: null, variables: holder });
          Object.defineProperty(holder, name, { value, enumerable: true });
          return value;
        },
      });
    }
    return holder;
  }

  private violationOf(
    { expression, evaluate, message, messageOf, reason }: CompiledValidation,
    context: Readonly<Record<string, unknown>>,
  ): Violation[] {
    try {
      if (evaluate(context) === true) return [];
    } catch (cause) {
      const failure = `expression '${expression}' resulted in error: ${evaluationMessage(cause)}`;
      return this.failsClosed ? [{ message: failure, reason: "Invalid" }] : [];
    }
    const own = message ?? `failed expression: ${expression.trim()}`;
    return [{ message: this.messageFrom(messageOf, context) ?? own, reason }];
  }

  /** A message expression that fails, or yields nothing, gives way to the plain message. */
  private messageFrom(messageOf: Evaluate | undefined, context: Readonly<Record<string, unknown>>): string | undefined {
    try {
      const text = messageOf?.(context);
      return typeof text === "string" && text.trim() !== "" ? text : undefined;
    } catch {
      return undefined;
    }
  }
}
