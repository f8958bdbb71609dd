/** Collects values and hands them over together, each once, at most a few times a second. */
export interface Gatherer<T> {
  add(...values: T[]): void;
  close(): void;
}

const PAUSE_MS = 120;
const MAX_PAUSE_MS = 400;

/** The first value of a burst is handed over soon; while a burst lasts, every `MAX_PAUSE_MS`. Equal values, by their JSON, count once. */
export function gather<T>(hand: (values: T[]) => void): Gatherer<T> {
  const held = new Map<string, T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  const give = () => {
    timer = undefined;
    lastMs = performance.now();
    const values = [...held.values()];
    held.clear();
    hand(values);
  };
  return {
    add(...values) {
      for (const value of values) held.set(JSON.stringify(value), value);
      if (held.size === 0 || timer !== undefined) return;
      const isBurst = performance.now() - lastMs < MAX_PAUSE_MS;
      timer = setTimeout(give, isBurst ? MAX_PAUSE_MS : PAUSE_MS);
    },
    close: () => clearTimeout(timer),
  };
}
