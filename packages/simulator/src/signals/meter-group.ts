import { LabelSet } from "../promql/label-set";
import type { Meter, SeriesStore } from "./series-store";

/** Meters that begin and end together, such as those of one pod. */
export class MeterGroup {
  /** By metric and labels as they were given: making the set of labels costs more than all else. */
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
    let key = metric;
    for (const name in labels) key += `\n${name}\n${labels[name]}`;
    const known = this.meters.get(key);
    if (known) return known;
    const made = this.store.meter(LabelSet.of({ ...this.shared, ...labels }, metric));
    this.meters.set(key, made);
    return made;
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
