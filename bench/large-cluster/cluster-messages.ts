/** What a benchmark asks of the cluster's program: so many changes of pods a second, for so long. */
export interface ChangeOrder {
  readonly perSecond: number;
  readonly seconds: number;
}

/** One change of a pod: its restart count became this at this instant (epoch milliseconds). */
export interface PodChange {
  readonly uid: string;
  readonly isWatched: boolean;
  readonly restarts: number;
  readonly atMs: number;
}

/** What the cluster's program tells: the changes that it made since it told last; `isLast` when the order is carried out. */
export interface ChangeNews {
  readonly changes: readonly PodChange[];
  readonly isLast: boolean;
}
