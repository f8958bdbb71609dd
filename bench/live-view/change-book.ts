import type { PodChange } from "../large-cluster/cluster-messages";

/** What was changed, until somebody has seen it, and how long that took. A change that a later one covered counts as seen with it. */
export interface ChangeBook {
  note(change: PodChange): void;
  /** Somebody sees a pod with so many restarts, at an instant (epoch milliseconds). */
  see(name: string, restarts: number, atMs: number): void;
  /** Pods with changes that nobody has seen yet, by uid. */
  readonly unseen: ReadonlySet<string>;
  /** Changes of these pods that nobody has seen. */
  missedOf(isOf: (name: string) => boolean): number;
  readonly latenciesMs: readonly number[];
}

/** An empty book. `isOf` says whose changes are followed. */
export function changeBook(isOf: (change: PodChange) => boolean): ChangeBook {
  const byName = new Map<string, PodChange[]>();
  // What is told of a change may come later than what was seen of it.
  const seenBefore = new Map<string, { restarts: number; atMs: number }[]>();
  const unseen = new Set<string>();
  const latenciesMs: number[] = [];
  return {
    unseen,
    latenciesMs,
    missedOf: (isMeant) => [...byName].reduce((sum, [name, changes]) => sum + (isMeant(name) ? changes.length : 0), 0),
    note(change) {
      if (!isOf(change)) return;
      const early = seenBefore.get(change.name)?.find((each) => each.restarts >= change.restarts);
      if (early) {
        latenciesMs.push(Math.max(0, early.atMs - change.atMs));
        return;
      }
      byName.set(change.name, [...(byName.get(change.name) ?? []), change]);
      unseen.add(change.uid);
    },
    see(name, restarts, atMs) {
      const waiting = byName.get(name) ?? [];
      const known = seenBefore.get(name) ?? [];
      if (restarts <= (known.at(-1)?.restarts ?? 0)) return;
      seenBefore.set(name, [...known, { restarts, atMs }]);
      const left = waiting.filter((change) => change.restarts > restarts);
      for (const change of waiting) if (change.restarts <= restarts) latenciesMs.push(atMs - change.atMs);
      byName.set(name, left);
      if (left.length === 0 && waiting[0]) unseen.delete(waiting[0].uid);
    },
  };
}
