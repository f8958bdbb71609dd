import { COST_OF_ONE_EXPRESSION, type CompiledExpression } from "../cel/compile-expression";
import { CelBudgetError, CelRuntimeError } from "../cel/run/runtime-error";

/** What all expressions of one policy may cost for one request. */
const COST_OF_ONE_POLICY = 10_000_000;

/** Ran out of what a policy may cost: nothing more of it is evaluated. */
export class PolicyBudgetError extends Error {
  constructor() {
    super("validation failed due to running out of cost budget, no further validation rules will be run");
    this.name = "PolicyBudgetError";
  }
}

/** Evaluates the expressions of one policy for one request; a variable is evaluated when it is first used, and once. */
export class PolicyEvaluation {
  private left = COST_OF_ONE_POLICY;
  private readonly scope: Readonly<Record<string, unknown>>;

  constructor(
    inputs: Readonly<Record<string, unknown>>,
    variables: readonly { readonly name: string; readonly compiled: CompiledExpression }[],
  ) {
    const holder: Record<string, unknown> = {};
    this.scope = { ...inputs, variables: holder };
    for (const { name, compiled } of variables) this.defineVariable(holder, name, compiled);
  }

  /** The value of an expression; throws what it fails with. */
  value(compiled: CompiledExpression): unknown {
    if (this.left <= 0) throw new PolicyBudgetError();
    const isNearTheEnd = this.left < COST_OF_ONE_EXPRESSION;
    try {
      const { value, cost } = compiled.evaluate(this.scope, isNearTheEnd ? this.left : COST_OF_ONE_EXPRESSION);
      this.left -= cost;
      return value;
    } catch (cause) {
      if (!(cause instanceof CelBudgetError)) throw cause;
      this.left -= COST_OF_ONE_EXPRESSION;
      throw isNearTheEnd ? new PolicyBudgetError() : cause;
    }
  }

  private defineVariable(holder: Record<string, unknown>, name: string, compiled: CompiledExpression): void {
    let outcome: { readonly value: unknown } | { readonly failure: Error } | undefined;
    const evaluate = () => {
      try {
        return { value: this.value(compiled) };
      } catch (cause) {
        if (!(cause instanceof CelRuntimeError)) throw cause;
        return { failure: new CelRuntimeError(`composited variable "${name}" fails to evaluate: ${cause.message}`) };
      }
    };
    const get = () => {
      outcome ??= evaluate();
      if ("failure" in outcome) throw outcome.failure;
      return outcome.value;
    };
    Object.defineProperty(holder, name, { enumerable: true, get });
  }
}

/** The text of a failure that `failurePolicy` decides about; anything else is a fault of ours and thrown on. */
export function failureText(cause: unknown): string {
  if (cause instanceof CelRuntimeError || cause instanceof CelBudgetError || cause instanceof PolicyBudgetError) return cause.message;
  throw cause;
}
