import type { Log } from "@holdfast/contracts/log-fields";
import pg from "pg";
import { WAKE_CHANNEL, type Wake } from "./wake";

/** A process's ear. `onWake` hears every wake-up; `onGap` is called after each reconnect, because some were missed. */
export interface Listener {
  close(): Promise<void>;
}

const RETRY_MS = 500;

/** Listens on a connection of its own until closed, reconnecting for ever. */
export async function listen(url: string, on: { onWake(wake: Wake): void; onGap(): void }, log: Log): Promise<Listener> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const connect = async (isFirst: boolean): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 });
    let isDown = false;
    const retry = (cause?: unknown) => {
      if (isDown || isClosed) return;
      isDown = true;
      next.removeAllListeners("notification");
      log.warn({ err: cause }, "the listening connection was lost");
      timer = setTimeout(() => void connect(false).catch(() => undefined), RETRY_MS);
    };
    next.on("error", retry);
    next.on("end", () => retry());
    next.on("notification", ({ payload }) => payload && on.onWake(JSON.parse(payload) as Wake));
    try {
      await next.connect();
      await next.query(`LISTEN ${WAKE_CHANNEL}`);
    } catch (cause) {
      if (isFirst) {
        isClosed = true;
        throw cause;
      }
      retry(cause);
      return;
    }
    client = next;
    if (!isFirst) on.onGap();
  };

  await connect(true);
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
