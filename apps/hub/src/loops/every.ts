import type { Log } from "@holdfast/contracts/log-fields";

/** Without the database every turn fails at once: a loop without an interval would do nothing but fill the log. */
const AFTER_FAILURE_MS = 500;

/** Runs `work` again and again, `intervalMs` after the end of the time before; a failure is logged and the loop goes on after a pause. Stop waits for the work in hand. */
export function every(intervalMs: number, name: string, log: Log, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = work(ended.signal)
      .then(() => intervalMs)
      .catch((err: unknown) => {
        log.error({ err, reason: name }, "a loop of the hub failed");
        return Math.max(intervalMs, AFTER_FAILURE_MS);
      })
      .then((pauseMs) => {
        if (!ended.signal.aborted) timer = setTimeout(turn, pauseMs);
      });
  };
  turn();
  return {
    async stop() {
      ended.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
