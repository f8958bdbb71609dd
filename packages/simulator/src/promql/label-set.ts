/** The label that holds a metric's name. */
export const METRIC_NAME = "__name__";

/**
 * The immutable labels of one series, sorted by name; a label that is empty is a label that is absent. A class and not a
 * record, because a query may name a label `constructor`, and because the key is asked for at each step.
 */
export class LabelSet {
  static readonly EMPTY = new LabelSet(new Map());
  private readonly values: ReadonlyMap<string, string>;
  private knownKey: string | undefined;
  private knownUnnamed: LabelSet | undefined;

  private constructor(values: ReadonlyMap<string, string>) {
    this.values = values;
  }

  /** The labels of pairs in any order; a later pair wins. */
  static from(pairs: Iterable<readonly [string, string]>): LabelSet {
    const byName = new Map(pairs);
    const kept = [...byName].filter(([, value]) => value !== "").sort(([a], [b]) => (a < b ? -1 : 1));
    return kept.length === 0 && LabelSet.EMPTY ? LabelSet.EMPTY : new LabelSet(new Map(kept));
  }

  /** The labels of a record, with a metric name when given. */
  static of(record: Readonly<Record<string, string>>, metric?: string): LabelSet {
    const pairs = Object.entries(record);
    return LabelSet.from(metric === undefined ? pairs : [...pairs, [METRIC_NAME, metric] as const]);
  }

  /** Equal for equal labels, and only for those. */
  get key(): string {
    this.knownKey ??= [...this.values].map(([name, value]) => `${name}\u0000${value}`).join("\u0001");
    return this.knownKey;
  }

  get(name: string): string {
    return this.values.get(name) ?? "";
  }

  entries(): IterableIterator<[string, string]> {
    return this.values.entries();
  }

  /** Without the metric's name: what remains after arithmetic. */
  get unnamed(): LabelSet {
    this.knownUnnamed ??= this.values.has(METRIC_NAME) ? this.without([METRIC_NAME]) : this;
    return this.knownUnnamed;
  }

  keep(names: readonly string[]): LabelSet {
    return LabelSet.from([...this.values].filter(([name]) => names.includes(name)));
  }

  without(names: readonly string[]): LabelSet {
    return LabelSet.from([...this.values].filter(([name]) => !names.includes(name)));
  }

  /** With one label set, or removed when the value is empty. */
  with(name: string, value: string): LabelSet {
    return LabelSet.from([...this.values, [name, value]]);
  }

  /** As the HTTP API writes them. */
  toJSON(): Record<string, string> {
    return Object.fromEntries(this.values);
  }

  /** As error messages write them: `{code="500", __name__="x"}`. */
  toString(): string {
    return `{${[...this.values].map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ")}}`;
  }

  /** The order in which Prometheus lists series: by name, then value, label by label, the shorter set first. */
  compare(other: LabelSet): number {
    const mine = [...this.values];
    const theirs = [...other.values];
    for (let i = 0; i < Math.min(mine.length, theirs.length); i++) {
      const [name, value] = mine[i] as [string, string];
      const [otherName, otherValue] = theirs[i] as [string, string];
      if (name !== otherName) return name < otherName ? -1 : 1;
      if (value !== otherValue) return value < otherValue ? -1 : 1;
    }
    return mine.length - theirs.length;
  }
}
