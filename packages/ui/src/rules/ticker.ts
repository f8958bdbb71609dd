/** A clock that many readers share. It runs only while somebody reads, so that an idle page does nothing. */
export interface Ticker {
  /** Calls back about every interval until the returned function is called. */
  subscribe(onTick: () => void): () => void;
  /** The instant in epoch milliseconds; while the clock runs, the same for all readers of one tick. */
  now(): number;
}

/** What a ticker needs from its surroundings. */
export interface TickerPorts {
  readonly now: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
}

/** Makes a ticker. Readers compare what they would show, so a tick that changes no text draws nothing. */
export function createTicker(intervalMs: number, ports: TickerPorts): Ticker {
  const readers = new Set<() => void>();
  let current = ports.now();
  let stop: (() => void) | null = null;
  const tick = () => {
    current = ports.now();
    for (const reader of readers) reader();
  };
  return {
    subscribe(onTick) {
      readers.add(onTick);
      stop ??= ports.every(intervalMs, tick);
      current = ports.now();
      return () => {
        readers.delete(onTick);
        if (readers.size > 0) return;
        stop?.();
        stop = null;
      };
    },
    now: () => (stop === null ? ports.now() : current),
  };
}

/** The ticker's ports in a browser and on a server. */
export const systemPorts: TickerPorts = {
  now: () => Date.now(),
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};
