import type { Log } from "@holdfast/contracts/log-fields";

/** Runs `work` again and again, `intervalMs` after the end of the time before; a failure is logged and the loop goes on. Stop waits for the work in hand. */
export function every(intervalMs: number, name: string, log: Log, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = work(ended.signal)
      .catch((err: unknown) => log.error({ err, reason: name }, "a loop of the hub failed"))
      .then(() => {
        if (!ended.signal.aborted) timer = setTimeout(turn, intervalMs);
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
