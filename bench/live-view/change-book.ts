import type { PodChange } from "../large-cluster/cluster-messages";

/** What was changed, until somebody has seen it, and how long that took. A change that a later one covered counts as seen with it. */
export interface ChangeBook {
  note(change: PodChange): void;
  /** Somebody sees a pod with so many restarts, at an instant (epoch milliseconds). */
  see(uid: string, restarts: number, atMs: number): void;
  /** The uids of pods with changes that nobody has seen yet. */
  readonly unseen: ReadonlySet<string>;
  /** Changes of these pods that nobody has seen. */
  missedOf(isOf: (uid: string) => boolean): number;
  readonly latenciesMs: readonly number[];
}

/** An empty book. `isOf` says whose changes are followed. */
export function changeBook(isOf: (change: PodChange) => boolean): ChangeBook {
  const waitingOf = new Map<string, PodChange[]>();
  // What is told of a change may come later than what was seen of it.
  const seenBefore = new Map<string, { restarts: number; atMs: number }[]>();
  const unseen = new Set<string>();
  const latenciesMs: number[] = [];
  return {
    unseen,
    latenciesMs,
    missedOf: (isMeant) => [...waitingOf].reduce((sum, [uid, changes]) => sum + (isMeant(uid) ? changes.length : 0), 0),
    note(change) {
      if (!isOf(change)) return;
      const early = seenBefore.get(change.uid)?.find((each) => each.restarts >= change.restarts);
      if (early) {
        latenciesMs.push(Math.max(0, early.atMs - change.atMs));
        return;
      }
      waitingOf.set(change.uid, [...(waitingOf.get(change.uid) ?? []), change]);
      unseen.add(change.uid);
    },
    see(uid, restarts, atMs) {
      const waiting = waitingOf.get(uid) ?? [];
      const known = seenBefore.get(uid) ?? [];
      if (restarts <= (known.at(-1)?.restarts ?? 0)) return;
      seenBefore.set(uid, [...known, { restarts, atMs }]);
      const left = waiting.filter((change) => change.restarts > restarts);
      for (const change of waiting) if (change.restarts <= restarts) latenciesMs.push(atMs - change.atMs);
      waitingOf.set(uid, left);
      if (left.length === 0) unseen.delete(uid);
    },
  };
}
