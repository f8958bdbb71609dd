import { type Aggregate, type Binary, type Call, type Expression, partsOf, type Subquery, type Unary, type ValueType } from "./ast";
import { functionNamed } from "./functions/catalogue";
import { isComparison, isSetOperator } from "./operators";
import { type PromqlError, parseError } from "./promql-error";

const WORDS: Readonly<Record<ValueType, string>> = { scalar: "scalar", string: "string", vector: "instant vector", matrix: "range vector" };

/** The words for a type in messages. */
export const typeWords = (type: ValueType): string => WORDS[type];

/** What a checked expression yields. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "vector":
    case "aggregate":
      return "vector";
    case "matrix":
    case "subquery":
      return "matrix";
    case "paren":
    case "unary":
      return typeOf(expression.expression);
    case "binary":
      return typeOf(expression.left) === "scalar" && typeOf(expression.right) === "scalar" ? "scalar" : "vector";
    case "call":
      return functionNamed(expression.name)?.returns ?? "vector";
  }
}

class Checker {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  check(expression: Expression): void {
    if (expression.kind === "call") this.arity(expression);
    if (expression.kind === "binary") this.bool(expression);
    for (const part of partsOf(expression)) this.check(part);
    if (expression.kind === "unary") this.unary(expression);
    else if (expression.kind === "subquery") this.subquery(expression);
    else if (expression.kind === "aggregate") this.aggregate(expression);
    else if (expression.kind === "binary") this.binary(expression);
    else if (expression.kind === "call") this.arguments(expression);
  }

  private error(from: number, message: string): PromqlError {
    return parseError(this.source, from, message);
  }

  private expect(expression: Expression, type: ValueType, where: string): void {
    const got = typeOf(expression);
    if (got !== type) throw this.error(expression.from, `expected type ${WORDS[type]} in ${where}, got ${WORDS[got]}`);
  }

  private unary(unary: Unary): void {
    const type = typeOf(unary.expression);
    if (type === "scalar" || type === "vector") return;
    const got = `got "${WORDS[type]}"`;
    throw this.error(unary.from, `unary expression only allowed on expressions of type scalar or instant vector, ${got}`);
  }

  private subquery(subquery: Subquery): void {
    const type = typeOf(subquery.expression);
    if (type !== "vector") throw this.error(subquery.from, `subquery is only allowed on instant vector, got ${type} instead`);
  }

  private aggregate(aggregate: Aggregate): void {
    this.expect(aggregate.expression, "vector", "aggregation expression");
    const type = aggregate.operator === "count_values" ? "string" : "scalar";
    if (aggregate.parameter) this.expect(aggregate.parameter, type, "aggregation parameter");
  }

  private arity(call: Call): void {
    const definition = functionNamed(call.name);
    if (!definition) throw this.error(call.from, `unknown function with name ${JSON.stringify(call.name)}`);
    const most = definition.args.length;
    const least = most - (definition.optional ?? 0);
    const got = call.args.length;
    const wrong = (bound: string): PromqlError =>
      this.error(call.from, `expected ${bound} argument(s) in call to ${JSON.stringify(call.name)}, got ${got}`);
    if (least === most && !definition.isVariadic && got !== most) throw wrong(String(most));
    if (got < least) throw wrong(`at least ${least}`);
    if (!definition.isVariadic && got > most) throw wrong(`at most ${most}`);
  }

  private arguments(call: Call): void {
    const types = functionNamed(call.name)?.args ?? [];
    for (const [index, arg] of call.args.entries())
      this.expect(arg, types[Math.min(index, types.length - 1)] as ValueType, `call to function ${JSON.stringify(call.name)}`);
  }

  private bool({ operator, operatorAt, returnsBool }: Binary): void {
    if (returnsBool && !isComparison(operator)) throw this.error(operatorAt, "bool modifier can only be used on comparison operators");
  }

  private binary(binary: Binary): void {
    const { operator, operatorAt, matching } = binary;
    const [left, right] = [typeOf(binary.left), typeOf(binary.right)];
    for (const [side, type] of [[binary.left, left] as const, [binary.right, right] as const])
      if (type !== "scalar" && type !== "vector")
        throw this.error(side.from, "binary expression must contain only scalar and instant vector types");
    if (isComparison(operator) && !binary.returnsBool && left === "scalar" && right === "scalar")
      throw this.error(operatorAt, "comparisons between scalars must use BOOL modifier");
    const repeated = matching.on ? matching.include.find((label) => matching.labels.includes(label)) : undefined;
    if (repeated !== undefined) throw this.error(operatorAt, `label "${repeated}" must not occur in ON and GROUP clause at once`);
    if (left !== right || left === "scalar") {
      if (matching.on || matching.labels.length > 0) throw this.error(binary.from, "vector matching only allowed between instant vectors");
      if (isSetOperator(operator)) throw this.error(binary.from, `set operator "${operator}" not allowed in binary scalar expression`);
    }
    if (isSetOperator(operator) && matching.many) throw this.error(binary.from, `no grouping allowed for "${operator}" operation`);
  }
}

/** Throws the `PromqlError` that Prometheus would, when the parts of an expression do not fit together. */
export function checkTypes(source: string, expression: Expression): void {
  new Checker(source).check(expression);
}
