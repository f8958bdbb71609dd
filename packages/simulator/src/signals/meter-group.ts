import { LabelSet } from "../promql/label-set";
import type { Meter, SeriesStore } from "./series-store";

/** Meters that begin and end together, such as those of one pod. */
export class MeterGroup {
  private readonly meters = new Map<string, Meter>();
  private readonly store: SeriesStore;
  private readonly shared: Readonly<Record<string, string>>;

  /** `shared` labels are on every meter of the group. */
  constructor(store: SeriesStore, shared: Readonly<Record<string, string>>) {
    this.store = store;
    this.shared = shared;
  }

  /** The meter of a metric, told apart from its siblings by more labels. */
  meter(metric: string, labels: Readonly<Record<string, string>> = {}): Meter {
    const set = LabelSet.of({ ...this.shared, ...labels }, metric);
    const known = this.meters.get(set.key) ?? this.store.meter(set);
    this.meters.set(set.key, known);
    return known;
  }

  set(metric: string, value: number, labels: Readonly<Record<string, string>> = {}): void {
    this.meter(metric, labels).value = value;
  }

  get isEmpty(): boolean {
    return this.meters.size === 0;
  }

  /** Ends all of them. */
  retire(): void {
    for (const meter of this.meters.values()) meter.retire();
    this.meters.clear();
  }
}
