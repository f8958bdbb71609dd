import { type LabelSet, METRIC_NAME } from "../promql/label-set";
import type { Matcher } from "../promql/matcher";
import type { SeriesSlice, SeriesSource } from "../promql/series-source";
import { SampleRing } from "./sample-ring";

/** Something measured, read at every scrape until it is retired. */
export interface Meter {
  value: number;
  /** Ends the series: readers see it go stale at the next scrape. */
  retire(): void;
}

class Series implements Meter {
  value = 0;
  isLive = true;
  readonly ring = new SampleRing();
  readonly labels: LabelSet;

  constructor(labels: LabelSet) {
    this.labels = labels;
  }

  retire(): void {
    this.isLive = false;
  }
}

/** How much to keep. */
export interface SeriesStoreLimits {
  /** Scrapes; older ones make room. */
  readonly scrapes: number;
  /** Series; beyond it the retired ones go first. */
  readonly series: number;
}

/** The series of one Prometheus: all are sampled at the same instants, and the newest scrapes are kept. */
export class SeriesStore implements SeriesSource {
  private readonly byKey = new Map<string, Series>();
  private readonly byName = new Map<string, Set<Series>>();
  /** The instant of scrape n is at n modulo the length. */
  private readonly instants: Float64Array;
  private readonly limits: SeriesStoreLimits;
  private count = 0;

  constructor(limits: SeriesStoreLimits) {
    this.limits = limits;
    this.instants = new Float64Array(limits.scrapes);
  }

  /** A new meter, or the one with these labels: a retired one begins again at zero. */
  meter(labels: LabelSet): Meter {
    const known = this.byKey.get(labels.key);
    if (known) {
      if (!known.isLive) known.value = 0;
      known.isLive = true;
      return known;
    }
    const series = new Series(labels);
    this.byKey.set(labels.key, series);
    const name = labels.get(METRIC_NAME);
    const named = this.byName.get(name) ?? new Set();
    this.byName.set(name, named.add(series));
    return series;
  }

  /** Samples every live meter at an instant, which must be after all before. */
  scrape(atMs: number): void {
    const scrape = this.count++;
    this.instants[scrape % this.limits.scrapes] = atMs;
    for (const series of this.byKey.values()) if (series.isLive) series.ring.set(scrape, series.value);
    if (scrape % 60 === 0) this.tidy();
  }

  get size(): number {
    return this.byKey.size;
  }

  select(matchers: readonly Matcher[], fromMs: number, toMs: number): readonly SeriesSlice[] {
    const [from, to] = [this.countBefore(fromMs), this.countBefore(toMs + 1)];
    if (to <= from) return [];
    const timestamps = Float64Array.from({ length: to - from }, (_, i) => this.instant(from + i));
    const slices: SeriesSlice[] = [];
    for (const series of this.matching(matchers)) {
      const values = new Float64Array(to - from);
      series.ring.copy(from, values);
      const stale = staleIn(values);
      if (stale !== "all") slices.push({ labels: series.labels, timestamps, values, stale });
    }
    return slices;
  }

  labelSets(matchers: readonly Matcher[], fromMs: number, toMs: number): readonly LabelSet[] {
    const [from, to] = [this.countBefore(fromMs), this.countBefore(toMs + 1)];
    const values = new Float64Array(Math.max(0, to - from));
    return this.matching(matchers)
      .filter(({ ring }) => {
        ring.copy(from, values);
        return values.some((value) => !Number.isNaN(value));
      })
      .map(({ labels }) => labels);
  }

  private matching(matchers: readonly Matcher[]): Series[] {
    const name = matchers.find((each) => each.name === METRIC_NAME && each.operator === "=")?.value;
    const candidates = name === undefined ? this.byKey.values() : (this.byName.get(name) ?? []);
    return [...candidates].filter(({ labels }) => matchers.every((each) => each.matches(labels.get(each.name))));
  }

  private get first(): number {
    return Math.max(0, this.count - this.limits.scrapes);
  }

  private instant(scrape: number): number {
    // Every kept scrape has its instant in the ring.
    return this.instants[scrape % this.limits.scrapes] as number;
  }

  /** The number of the first kept scrape that is not before an instant. */
  private countBefore(ms: number): number {
    let low = this.first;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.instant(middle) < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private tidy(): void {
    for (const series of this.byKey.values()) {
      series.ring.dropBefore(this.first);
      if (!series.isLive && series.ring.isEmpty) this.remove(series);
    }
    let tooMany = this.byKey.size - this.limits.series;
    for (const series of this.byKey.values()) {
      if (tooMany <= 0) break;
      if (series.isLive) continue;
      this.remove(series);
      tooMany--;
    }
  }

  private remove(series: Series): void {
    this.byKey.delete(series.labels.key);
    this.byName.get(series.labels.get(METRIC_NAME))?.delete(series);
  }
}

/** Marks the scrapes without a sample: the series was not there, which ends any lookback. */
function staleIn(values: Float64Array): Uint8Array | "all" | null {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing++;
  if (missing === 0) return null;
  return missing === values.length ? "all" : Uint8Array.from(values, (value) => Number(Number.isNaN(value)));
}
