import type { Aggregate, AggregateOperator } from "./ast";
import { formatNumber } from "./format-number";
import type { LabelSet } from "./label-set";
import { executionError } from "./promql-error";
import { mean, quantile, variance } from "./statistics";
import type { Element, Vector } from "./value";

/** Remembers each series' group: label sets are the same objects from step to step. */
export class GroupKeys {
  private readonly known = new Map<LabelSet, LabelSet>();
  private readonly aggregate: Pick<Aggregate, "without" | "labels">;

  constructor(aggregate: Pick<Aggregate, "without" | "labels">) {
    this.aggregate = aggregate;
  }

  /** The labels of the group that an element belongs to. */
  of(labels: LabelSet): LabelSet {
    const known = this.known.get(labels);
    if (known) return known;
    const group = this.aggregate.without ? labels.unnamed.without(this.aggregate.labels) : labels.keep(this.aggregate.labels);
    this.known.set(labels, group);
    return group;
  }
}

interface Group {
  readonly labels: LabelSet;
  readonly members: Element[];
}

type Folding = Exclude<AggregateOperator, "topk" | "bottomk" | "count_values" | "quantile">;

const plainSum = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const best = (values: readonly number[], isBetter: (candidate: number, known: number) => boolean): number =>
  values.reduce((known, value) => (isBetter(value, known) || Number.isNaN(known) ? value : known));

const folds: Readonly<Record<Folding, (values: readonly number[]) => number>> = {
  sum: plainSum,
  avg: mean,
  min: (values) => best(values, (candidate, known) => candidate < known),
  max: (values) => best(values, (candidate, known) => candidate > known),
  count: (values) => values.length,
  group: () => 1,
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: variance,
};

/** The k best members, best first; NaN is worst. */
function bestOf(members: readonly Element[], k: number, direction: 1 | -1): Element[] {
  const ranked = members.toSorted((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value)) return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
    return direction * (b.value - a.value);
  });
  return ranked.slice(0, k);
}

function countValues(group: Group, label: string): Element[] {
  const counts = new Map<string, number>();
  for (const { value } of group.members) {
    const text = formatNumber(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, value]) => ({ labels: group.labels.with(label, text), value }));
}

function grouped(vector: Vector, keys: GroupKeys): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const element of vector) {
    const labels = keys.of(element.labels);
    const group = groups.get(labels.key);
    if (group) group.members.push(element);
    else groups.set(labels.key, { labels, members: [element] });
  }
  return groups.values();
}

/** How many a `topk` asks for; Prometheus refuses what is no whole number of reach. */
function howMany(parameter: number): number {
  if (Number.isNaN(parameter) || Math.abs(parameter) > Number.MAX_SAFE_INTEGER)
    throw executionError(`Scalar value ${formatNumber(parameter)} overflows int64`);
  return Math.max(0, Math.trunc(parameter));
}

/** Applies an aggregation at one instant. `parameter` is what stands before the vector: k, a quantile, or a label. */
export function applyAggregate(
  { operator }: Pick<Aggregate, "operator">,
  vector: Vector,
  parameter: number | string | null,
  keys: GroupKeys,
): Vector {
  if (operator === "count_values" && !/^[A-Za-z_]\w*$/.test(String(parameter)))
    throw executionError(`invalid label name ${JSON.stringify(String(parameter))}`);
  const answer: Element[] = [];
  for (const group of grouped(vector, keys)) {
    if (operator === "topk" || operator === "bottomk") {
      answer.push(...bestOf(group.members, howMany(Number(parameter)), operator === "topk" ? 1 : -1));
    } else if (operator === "count_values") {
      answer.push(...countValues(group, String(parameter)));
    } else {
      const values = group.members.map(({ value }) => value);
      const value = operator === "quantile" ? quantile(Number(parameter), values) : folds[operator](values);
      answer.push({ labels: group.labels, value });
    }
  }
  return answer;
}
