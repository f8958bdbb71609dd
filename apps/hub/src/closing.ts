import type { Log } from "@holdfast/contracts/log-fields";

/** What a hub has opened, so that it can be closed again, the newest first. */
export interface Closing {
  add(close: () => unknown): void;
  /** Closes everything. What can't be closed is logged and keeps nothing else open. Resolves to whether all went well. */
  close(): Promise<boolean>;
}

/** Nothing opened yet. */
export function closing(log: Log): Closing {
  const steps: (() => unknown)[] = [];
  return {
    add: (close) => void steps.push(close),
    async close() {
      let isClean = true;
      for (const step of steps.splice(0).reverse()) {
        try {
          await step();
        } catch (err) {
          isClean = false;
          log.warn({ err }, "something of the hub could not be closed");
        }
      }
      return isClean;
    },
  };
}
