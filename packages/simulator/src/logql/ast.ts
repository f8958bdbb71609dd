import type { RE2JS } from "re2js";
import type { AggregateOperator, ArithmeticOperator, ComparisonOperator } from "../promql/ast";
import type { Matcher } from "../promql/matcher";

/** `|=`, `!=`, `|~`, `!~`: keeps a line by what it holds. */
export interface LineFilter {
  readonly kind: "lineFilter";
  readonly isNegated: boolean;
  /** A line passes when any of them matches; negated, when none does. */
  readonly needles: readonly (string | RE2JS)[];
}

/** `| json` and `| logfmt`: labels out of the line. */
export interface Parser {
  readonly kind: "json" | "logfmt";
}

/** `| line_format`: another line, from labels. */
export interface LineFormat {
  readonly kind: "lineFormat";
  /** Text and label names in turn; the names are at the odd places. */
  readonly template: readonly string[];
}

/** A comparison of a label with a number, a duration in seconds, or a size in bytes. */
export interface NumericFilter {
  readonly kind: "numeric";
  readonly label: string;
  readonly operator: ComparisonOperator;
  readonly unit: "number" | "duration" | "bytes";
  readonly value: number;
}

/** A comparison of a label with a text or a regex. */
export interface TextFilter {
  readonly kind: "text";
  readonly matcher: Matcher;
}

/** Two filters, of which both or either must hold. */
export interface EitherFilter {
  readonly kind: "and" | "or";
  readonly left: LabelFilter;
  readonly right: LabelFilter;
}

/** What stands after a `|` to keep entries by their labels. */
export type LabelFilter = NumericFilter | TextFilter | EitherFilter;

/** A label filter in its place among the stages. */
export interface LabelFilterStage {
  readonly kind: "labelFilter";
  readonly filter: LabelFilter;
}

/** `| drop a, b` and `| keep a, b`. */
export interface LabelSelection {
  readonly kind: "drop" | "keep";
  readonly labels: readonly string[];
}

/** One thing that happens to each line, in the order of the query. */
export type Stage = LineFilter | Parser | LineFormat | LabelFilterStage | LabelSelection;

/** Streams and what happens to their lines. */
export interface LogQuery {
  readonly kind: "logs";
  readonly matchers: readonly Matcher[];
  readonly stages: readonly Stage[];
}

/** The functions of a log range that are understood here. */
export const rangeOperations = ["rate", "count_over_time", "bytes_rate", "bytes_over_time"] as const;
export type RangeOperation = (typeof rangeOperations)[number];

/** A figure of each stream over a range. */
export interface RangeAggregate {
  readonly kind: "range";
  readonly operation: RangeOperation;
  readonly logs: LogQuery;
  readonly rangeMs: number;
  readonly offsetMs: number;
}

/** An aggregation over the series of a metric query. */
export interface MetricAggregate {
  readonly kind: "aggregate";
  readonly operator: AggregateOperator;
  readonly parameter: number | null;
  readonly expression: MetricQuery;
  readonly without: boolean;
  readonly labels: readonly string[];
}

/** An operator between two metric queries; vectors match on all their labels. */
export interface MetricBinary {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator | ComparisonOperator | "and" | "or" | "unless";
  readonly returnsBool: boolean;
  readonly left: MetricQuery;
  readonly right: MetricQuery;
}

/** A number in a metric query. */
export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
}

/** A query that yields numbers. */
export type MetricQuery = RangeAggregate | MetricAggregate | MetricBinary | NumberLiteral;

/** A parsed LogQL query. */
export type LogqlQuery = LogQuery | MetricQuery;
