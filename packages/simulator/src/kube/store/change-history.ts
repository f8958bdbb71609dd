import type { KubeObject, StoreChange } from "../cluster-store";
import { keyOf } from "./object-identity";

const versionOf = (change: StoreChange) => Number(change.object.metadata.resourceVersion);

/**
 * The last writes of a cluster, so that a watch can be resumed and a page can be read as of an earlier version. What falls
 * out of it is gone: a reader who needs it is told that its version is too old.
 */
export class ChangeHistory {
  private changes: StoreChange[] = [];

  /** `floor` is the newest version of which nothing is known any more. */
  constructor(
    private readonly limit: number,
    private floor: number,
  ) {}

  append(change: StoreChange): void {
    this.changes.push(change);
    // Cutting in strides keeps an append cheap.
    if (this.changes.length > this.limit * 1.5) this.dropBefore(this.changes.length - this.limit);
  }

  /** Forgets everything up to now. */
  compact(): void {
    this.dropBefore(this.changes.length);
  }

  /** The changes after a version, oldest first; null when some of them are forgotten. */
  after(version: number, resource: string): readonly StoreChange[] | null {
    if (version < this.floor) return null;
    return this.changes.slice(this.indexAfter(version)).filter((change) => change.resource === resource);
  }

  /** A list as it was at a version, given how it is now; null when that is forgotten. Order is not kept. */
  rewind(version: number, resource: string, current: readonly KubeObject[]): readonly KubeObject[] | null {
    const later = this.after(version, resource);
    if (later === null) return null;
    if (later.length === 0) return current;
    const objects = new Map(current.map((object) => [keyOf(object), object]));
    for (const { object, previous } of later.toReversed()) {
      if (previous) objects.set(keyOf(previous), previous);
      else objects.delete(keyOf(object));
    }
    return [...objects.values()];
  }

  private dropBefore(index: number): void {
    const last = this.changes[index - 1];
    if (!last) return;
    this.floor = versionOf(last);
    this.changes = this.changes.slice(index);
  }

  private indexAfter(version: number): number {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const change = this.changes[middle];
      if (change && versionOf(change) <= version) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
