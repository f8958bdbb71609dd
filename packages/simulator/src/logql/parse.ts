import { type AggregateOperator, aggregateOperators } from "../promql/ast";
import { type LogQuery, type LogqlQuery, type MetricBinary, type MetricQuery, type RangeAggregate, rangeOperations } from "./ast";
import { LogqlError } from "./logql-error";
import { readMatchers, readStages } from "./parse-stages";
import { TokenReader } from "./token-reader";
import { secondsOf } from "./units";

/** Longer texts are refused, as by Loki. */
const MAX_LENGTH = 131_072;
/** Deeper trees could exhaust the stack. */
const MAX_DEPTH = 200;

const PRECEDENCE: readonly (readonly string[])[] = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", ">", ">=", "<", "<="],
  ["+", "-"],
  ["*", "/", "%"],
  ["^"],
];

class QueryReader {
  private readonly tokens: TokenReader;
  private depth = 0;

  constructor(source: string) {
    this.tokens = new TokenReader(source);
  }

  whole(): LogqlQuery {
    const query = this.startsLogs() ? this.logs() : this.binary(0);
    if (this.tokens.peek().kind !== "end") throw this.tokens.unexpected();
    return query;
  }

  private startsLogs(): boolean {
    let ahead = 0;
    while (this.tokens.peek(ahead).text === "(" && this.tokens.peek(ahead).kind === "symbol") ahead++;
    return this.tokens.peek(ahead).text === "{";
  }

  private logs(): LogQuery {
    if (this.tokens.takeIf("(")) {
      const inner = this.logs();
      this.tokens.expect(")");
      return inner;
    }
    return { kind: "logs", matchers: readMatchers(this.tokens), stages: readStages(this.tokens) };
  }

  private binary(level: number): MetricQuery {
    const operators = PRECEDENCE[level];
    if (!operators) return this.operand();
    let left = this.binary(level + 1);
    while (operators.includes(this.tokens.peek().text) && this.tokens.peek().kind !== "string") {
      const operator = this.tokens.take().text as MetricBinary["operator"];
      const returnsBool = this.tokens.takeIf("bool");
      if (this.tokens.is("on") || this.tokens.is("ignoring")) throw this.tokens.unexpected();
      // A power binds to the right, everything else to the left.
      const right = this.binary(operator === "^" ? level : level + 1);
      left = { kind: "binary", operator, returnsBool, left, right };
    }
    return left;
  }

  private operand(): MetricQuery {
    if (++this.depth > MAX_DEPTH) throw new LogqlError(`the query is nested deeper than ${MAX_DEPTH} levels`);
    try {
      return this.unnested();
    } finally {
      this.depth--;
    }
  }

  private unnested(): MetricQuery {
    const tokens = this.tokens;
    const { kind, text } = tokens.peek();
    if (tokens.takeIf("(")) {
      const inner = this.binary(0);
      tokens.expect(")");
      return inner;
    }
    if (kind === "number") return { kind: "number", value: Number(tokens.take().text) };
    if ((text === "-" || text === "+") && tokens.peek(1).kind === "number") {
      tokens.take();
      return { kind: "number", value: (text === "-" ? -1 : 1) * Number(tokens.take().text) };
    }
    const operation = rangeOperations.find((each) => each === text);
    if (operation) return this.range(operation);
    const operator = aggregateOperators.find((each) => each === text);
    if (operator && !["group", "quantile", "count_values"].includes(operator)) return this.aggregate(operator);
    throw tokens.unexpected();
  }

  private duration(): number {
    const token = this.tokens.take();
    const seconds = token.kind === "duration" ? secondsOf(token.text) : undefined;
    if (seconds === undefined || seconds <= 0)
      throw this.tokens.error(token.at, `syntax error: unexpected ${token.text || "$end"}, expecting a duration`);
    return Math.round(seconds * 1_000);
  }

  private range(operation: RangeAggregate["operation"]): RangeAggregate {
    const tokens = this.tokens;
    tokens.take();
    tokens.expect("(");
    const { matchers, stages: before } = this.logs();
    tokens.expect("[");
    const rangeMs = this.duration();
    tokens.expect("]");
    const offsetMs = tokens.takeIf("offset") ? this.duration() : 0;
    const stages = [...before, ...readStages(tokens)];
    tokens.expect(")");
    return { kind: "range", operation, logs: { kind: "logs", matchers, stages }, rangeMs, offsetMs };
  }

  private grouping(): { without: boolean; labels: string[] } | undefined {
    const tokens = this.tokens;
    if (!tokens.is("by") && !tokens.is("without")) return undefined;
    const without = tokens.take().text === "without";
    tokens.expect("(");
    const labels: string[] = [];
    while (!tokens.takeIf(")")) {
      if (labels.length > 0) tokens.expect(",");
      labels.push(tokens.word());
    }
    return { without, labels };
  }

  private aggregate(operator: AggregateOperator): MetricQuery {
    const tokens = this.tokens;
    tokens.take();
    const before = this.grouping();
    tokens.expect("(");
    let parameter: number | null = null;
    if (operator === "topk" || operator === "bottomk") {
      if (tokens.peek().kind !== "number") throw tokens.unexpected("NUMBER");
      parameter = Number(tokens.take().text);
      tokens.expect(",");
    }
    const expression = this.binary(0);
    tokens.expect(")");
    return { kind: "aggregate", operator, parameter, expression, ...(before ?? this.grouping() ?? { without: false, labels: [] }) };
  }
}

/** A LogQL query of the part that the simulator speaks. Throws a `LogqlError` with line and column for what it does not. */
export function parseLogql(source: string): LogqlQuery {
  if (source.length > MAX_LENGTH) throw new LogqlError(`input size too long (${source.length} > ${MAX_LENGTH})`);
  return new QueryReader(source).whole();
}
