import { compare } from "../promql/operators";
import type { LabelFilter, NumericFilter } from "./ast";
import { bytesOf, secondsOf } from "./units";

const READERS: Readonly<Record<NumericFilter["unit"], (text: string) => number | undefined>> = {
  number: (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined),
  duration: secondsOf,
  bytes: bytesOf,
};

const COMPLAINTS: Readonly<Record<NumericFilter["unit"], (text: string) => string>> = {
  number: (text) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
  duration: (text) => `time: invalid duration ${JSON.stringify(text)}`,
  bytes: (text) => `strconv.ParseFloat: parsing ${JSON.stringify(/^[\d.,]*/.exec(text)?.[0] ?? "")}: invalid syntax`,
};

/** Whether the labels pass; a complaint when a label holds nothing to compare: such a line is kept, and marked. */
export type Verdict = boolean | { readonly complaint: string };

function numeric(filter: NumericFilter, labels: ReadonlyMap<string, string>): Verdict {
  const text = labels.get(filter.label);
  if (text === undefined) return false;
  // A line with an error goes through: only a filter of that error may drop it.
  if (labels.has("__error__")) return true;
  const value = READERS[filter.unit](text);
  return value === undefined ? { complaint: COMPLAINTS[filter.unit](text) } : compare(filter.operator, value, filter.value);
}

/** Judges the labels of one line. */
export function judge(filter: LabelFilter, labels: ReadonlyMap<string, string>): Verdict {
  if (filter.kind === "text") return filter.matcher.matches(labels.get(filter.matcher.name) ?? "");
  if (filter.kind === "numeric") return numeric(filter, labels);
  const left = judge(filter.left, labels);
  if (filter.kind === "and") return left === true ? judge(filter.right, labels) : left;
  return left === false ? judge(filter.right, labels) : left;
}
