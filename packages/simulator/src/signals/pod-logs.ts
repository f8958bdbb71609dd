import type { LogLine, LogQuery, LogSource } from "../kube/log-source";
import type { LogEntry } from "../logql/log-source";
import type { LogStore } from "./log-store";

const lineOf = ({ atUs, line }: LogEntry): LogLine => ({ at: new Date(atUs / 1_000), line });

/** The lines to come of one container, from the moment it is made until it is closed. */
class Following {
  private readonly waiting: LogEntry[] = [];
  private wake = (): void => undefined;
  private readonly leave: () => void;
  private readonly signal: AbortSignal;

  constructor(store: LogStore, isWanted: (entry: LogEntry) => boolean, signal: AbortSignal) {
    this.signal = signal;
    this.leave = store.follow((entry) => {
      if (!isWanted(entry)) return;
      this.waiting.push(entry);
      this.wake();
    });
    signal.addEventListener("abort", this.stopWaiting);
  }

  async *lines(): AsyncIterable<LogLine> {
    while (!this.signal.aborted) {
      for (let entry = this.waiting.shift(); entry; entry = this.waiting.shift()) yield lineOf(entry);
      if (!this.signal.aborted && this.waiting.length === 0)
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
    }
  }

  close(): void {
    this.leave();
    this.signal.removeEventListener("abort", this.stopWaiting);
  }

  private readonly stopWaiting = (): void => this.wake();
}

/** The lines of containers, as `kubectl logs` shows them, from the same stores that Loki is asked of. */
export function podLogs(storeOf: (cluster: string) => LogStore | undefined): LogSource {
  return {
    async *read({ cluster, namespace, pod, container, isPrevious, since, tailLines, isFollowed, signal }: LogQuery) {
      const store = storeOf(cluster);
      // What a container said before its restart is not kept.
      if (!store || isPrevious) return;
      const isWanted = ({ stream }: LogEntry): boolean =>
        stream.get("pod") === pod && stream.get("namespace") === namespace && stream.get("container") === container;
      // Made before the past is read, and in the same turn: no line falls between the two.
      const following = isFollowed ? new Following(store, isWanted, signal) : undefined;
      try {
        const fromUs = since === null ? 0 : since.getTime() * 1_000;
        const past = [...store.entries([], fromUs, Number.POSITIVE_INFINITY, false)].filter(isWanted);
        for (const entry of tailLines === null ? past : past.slice(Math.max(0, past.length - tailLines))) yield lineOf(entry);
        if (following) yield* following.lines();
      } finally {
        following?.close();
      }
    },
  };
}
