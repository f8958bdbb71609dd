const WINDOW_MS = 60_000;
const MOST = 600;
/** Beyond so many tokens at once those that are quiet are forgotten. */
const MOST_KNOWN = 10_000;

const windows = new Map<string, { startedMs: number; count: number }>();

/** Counts a call of a token and returns the seconds to wait, or 0 when it may pass: 600 calls a minute in each console process. */
export function secondsToWait(tokenId: string, nowMs: number): number {
  const known = windows.get(tokenId);
  if (!known || nowMs - known.startedMs >= WINDOW_MS) {
    if (windows.size >= MOST_KNOWN) for (const [id, each] of windows) if (nowMs - each.startedMs >= WINDOW_MS) windows.delete(id);
    windows.set(tokenId, { startedMs: nowMs, count: 1 });
    return 0;
  }
  known.count += 1;
  return known.count > MOST ? Math.ceil((known.startedMs + WINDOW_MS - nowMs) / 1000) : 0;
}
