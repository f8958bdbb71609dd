/** A sliding count of calls per caller, bounded in memory. */
export interface CallLimit {
  /** Counts a call; false when the caller made too many within the last minute. */
  allows(caller: string): boolean;
}

const WINDOW_MS = 60_000;
const MAX_CALLERS = 10_000;

/** Allows a caller so many calls a minute. When too many callers are known the oldest are forgotten. */
export function callLimit({ perMinute, now = Date.now }: { perMinute: number; now?: () => number }): CallLimit {
  const calls = new Map<string, number[]>();
  return {
    allows(caller) {
      const since = now() - WINDOW_MS;
      const recent = (calls.get(caller) ?? []).filter((at) => at > since);
      calls.delete(caller);
      if (calls.size >= MAX_CALLERS)
        for (const oldest of calls.keys()) {
          calls.delete(oldest);
          break;
        }
      const isAllowed = recent.length < perMinute;
      if (isAllowed) recent.push(now());
      calls.set(caller, recent);
      return isAllowed;
    },
  };
}
