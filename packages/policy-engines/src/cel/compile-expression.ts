import { type CelIssue, CelSyntaxError, issuesText } from "./compile-fault";
import type { CelEnvironment } from "./environment";
import { literalIssues } from "./literal-issues";
import { Planner } from "./run/plan-expression";
import { type Evaluate, RunState } from "./run/run-state";
import { CelRuntimeError } from "./run/runtime-error";
import type { Node } from "./syntax/ast";
import { parseExpression } from "./syntax/parse-expression";
import type { CelType } from "./types/cel-type";
import { type Checked, checkExpression } from "./types/check-expression";

/** What an expression gave, and what it cost. */
export interface Evaluated {
  readonly value: unknown;
  readonly cost: number;
}

/** An expression that the API server would take. */
export interface CompiledExpression {
  readonly text: string;
  readonly type: CelType;
  /** Evaluates it; throws a `CelRuntimeError` when it fails and a `CelBudgetError` when it costs more than `limit`. */
  evaluate(variables: Readonly<Record<string, unknown>>, limit?: number): Evaluated;
}

/** An expression that the API server would refuse: where, and its own words for it. */
export interface RefusedExpression {
  readonly issues: readonly CelIssue[];
  readonly message: string;
}

/** What one expression may cost; more is stopped by the API server too. */
export const COST_OF_ONE_EXPRESSION = 1_000_000;

const refused = (text: string, issues: readonly CelIssue[]): RefusedExpression => ({
  issues,
  message: `compilation failed: ${issuesText(text, issues)}`,
});

/** Syntax errors become issues; so does a tree that is too deep for the stack, which is a limit as good as another. */
const guarded = <T>(work: () => T): T | CelIssue => {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof CelSyntaxError) return { at: cause.at, text: cause.message };
    if (cause instanceof RangeError) return { at: -1, text: "max recursion depth exceeded" };
    throw cause;
  }
};

const isIssue = (result: object): result is CelIssue => "at" in result && "text" in result;

/** Compiles an expression, or says why the API server would refuse it. */
export function compileExpression(text: string, environment: CelEnvironment): CompiledExpression | RefusedExpression {
  const node = guarded(() => parseExpression(text));
  if (isIssue(node)) return refused(text, [node]);
  const checked = guarded(() => checkExpression(node, environment));
  if (isIssue(checked)) return refused(text, [checked]);
  const issues = checked.issues.length > 0 ? checked.issues : literalIssues(node, checked);
  if (issues.length > 0) return refused(text, issues);
  return planned(text, node, checked);
}

const planned = (text: string, node: Node, checked: Checked): CompiledExpression | RefusedExpression => {
  const plan = guarded(() => {
    const planner = new Planner(checked);
    return { evaluate: planner.plan(node), folded: planner.folded };
  });
  if (isIssue(plan)) return refused(text, [plan]);
  const folding = failedFolding(plan.folded);
  if (folding) return { issues: [{ at: 0, text: folding }], message: `program instantiation failed: ${folding}` };
  return { text, type: checked.type, evaluate: evaluation(plan.evaluate) };
};

/** What is made of constants is made when the expression is compiled, and fails then. */
const failedFolding = (folded: readonly Evaluate[]): string | null => {
  try {
    for (const evaluate of folded) evaluate(new RunState({}, COST_OF_ONE_EXPRESSION));
    return null;
  } catch (cause) {
    if (cause instanceof CelRuntimeError) return cause.message;
    throw cause;
  }
};

const evaluation =
  (evaluate: Evaluate): CompiledExpression["evaluate"] =>
  (variables, limit = COST_OF_ONE_EXPRESSION) => {
    const run = new RunState(variables, limit);
    return { value: evaluate(run), cost: Math.ceil(run.cost) };
  };

/** Whether an expression was refused. */
export const isRefused = (result: CompiledExpression | RefusedExpression): result is RefusedExpression => "issues" in result;
