/** A bell that a loop waits for. A ring while nobody waits is remembered, so that none is lost. */
export interface Ringable {
  readonly ring: () => void;
  /** Resolves at the next ring, after `atMostMs`, or when the signal is aborted. */
  next(atMostMs: number, signal: AbortSignal): Promise<void>;
}

/** A new bell. */
export function ringable(): Ringable {
  let hasRung = false;
  let waiting: (() => void) | undefined;
  return {
    ring() {
      hasRung = true;
      waiting?.();
    },
    next: (atMostMs, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          waiting = undefined;
          hasRung = false;
          resolve();
        };
        const timer = setTimeout(done, atMostMs);
        waiting = done;
        signal.addEventListener("abort", done, { once: true });
        if (hasRung || signal.aborted) done();
      }),
  };
}
