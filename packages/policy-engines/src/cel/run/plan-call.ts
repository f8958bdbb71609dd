import { compiledPattern } from "../library/regex";
import type { CallNode } from "../syntax/ast";
import type { Overload } from "../types/signature";
import { Optional, typeNameOf } from "../values/cel-values";
import { fitsType } from "./fits-type";
import type { Planner } from "./plan-expression";
import type { Evaluate } from "./run-state";
import { CelRuntimeError } from "./runtime-error";

const CONVERSIONS = new Set(["bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint"]);
const SIZE_COST = 0.1;

/** Work that grows with what it is done on. */
const sizeOf = (value: unknown): number => (typeof value === "string" || Array.isArray(value) ? value.length : 0);

const isOperator = (name: string) => name.startsWith("_") || name.startsWith("@") || name === "-_" || name === "!_";

const noOverload = (name: string, values: readonly unknown[]): CelRuntimeError =>
  new CelRuntimeError(
    isOperator(name)
      ? "no such overload"
      : name === "size"
        ? "no such overload: size"
        : `no such overload: ${name}(${values.map(typeNameOf).join(", ")})`,
  );

const chosen = (overloads: readonly Overload[], values: readonly unknown[]): Overload | undefined =>
  overloads.find(({ name, parameters }) =>
    // Of a list that is flat already, nothing is left to flatten; cel-go looks at no more than that it is a list.
    parameters.every((parameter, i) => fitsType(parameter, values[i]) || (name === "flatten" && i === 0 && Array.isArray(values[i]))),
  );

/** A call: of the forms that its types allow, the first that fits the values. */
export function planCall(planner: Planner, node: CallNode): Evaluate {
  const resolution = planner.checked.calls.get(node);
  if (!resolution) throw new CelRuntimeError(`${node.name} is not resolved`);
  const { overloads, isOnTarget } = resolution;
  const parts = [...(isOnTarget && node.target ? [node.target] : []), ...node.args].map((part) => planner.plan(part));
  if (isOnTarget && (node.name === "or" || node.name === "orValue")) return planAlternative(node.name, parts);
  const evaluate: Evaluate = (run) => {
    const values = parts.map((part) => part(run));
    const overload = chosen(overloads, values);
    if (!overload) throw noOverload(node.name, values);
    run.charge(1 + SIZE_COST * values.reduce<number>((total, value) => total + sizeOf(value), 0));
    const result = overload.call(...values);
    run.charge(SIZE_COST * sizeOf(result));
    return result;
  };
  if (CONVERSIONS.has(node.name) && isConstant(node)) planner.folded.push(evaluate);
  const pattern = node.args[1];
  if (node.name === "matches" && !isOnTarget && pattern?.kind === "literal")
    planner.folded.push(() => compiledPattern(String(pattern.value)));
  return evaluate;
}

const isConstant = ({ args: [argument], target }: CallNode): boolean =>
  target === null &&
  (argument?.kind === "literal" || (argument?.kind === "call" && CONVERSIONS.has(argument.name) && isConstant(argument)));

/** What stands for a value that is absent is evaluated only then. */
const planAlternative =
  (name: string, [first = () => null, second = () => null]: readonly Evaluate[]): Evaluate =>
  (run) => {
    run.charge(1);
    const value = first(run);
    if (!(value instanceof Optional)) throw new CelRuntimeError("no such overload");
    if (!value.hasValue) return second(run);
    return name === "or" ? value : value.value;
  };
