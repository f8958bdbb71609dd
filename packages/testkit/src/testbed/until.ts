import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 50;

/**
 * Asks `probe` again and again until it answers something other than undefined or false; a throw counts as not yet.
 * Throws with `what` and the last reason when `timeoutMs` have passed, and at once when `isHopeless` says so.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  options: { timeoutMs: number; isHopeless?: () => string | null },
): Promise<T> {
  const deadline = performance.now() + options.timeoutMs;
  let reason = "no answer";
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
      reason = "not yet";
    } catch (cause) {
      reason = (cause as Error).message;
    }
    const hopeless = options.isHopeless?.();
    if (hopeless) throw new Error(`${what}: ${hopeless}`);
    if (performance.now() > deadline) throw new Error(`${what} took more than ${options.timeoutMs / 1000} s: ${reason}`);
    await delay(POLL_MS);
  }
}
