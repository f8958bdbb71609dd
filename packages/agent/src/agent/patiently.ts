import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@holdfast/contracts/log-fields";
import { backOff } from "../link/back-off";
import { messageOf } from "../problem";

/** Tries again for so long, as long as what went wrong may pass. Then throws what was thrown last. */
export async function patiently<T>(work: () => Promise<T>, mayPass: (cause: unknown) => boolean, patienceMs: number, log: Log): Promise<T> {
  const waits = backOff(500, 5000);
  const startedAt = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (cause) {
      const waitMs = waits.next();
      if (!mayPass(cause) || performance.now() - startedAt + waitMs > patienceMs) throw cause;
      log.warn({ reason: messageOf(cause) }, "not ready yet, trying again");
      await delay(waitMs);
    }
  }
}
