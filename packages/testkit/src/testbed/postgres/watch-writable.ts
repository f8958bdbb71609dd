import { setTimeout as delay } from "node:timers/promises";
import type { PostgresServer } from "./postgres-server";

/** A look at two servers, again and again. */
export interface WritableWatch {
  /** Ends it and tells how often both took writes at one moment. */
  stop(): Promise<{ looks: number; both: number }>;
}

const LOOK_MS = 20;

const takesWrites = (server: PostgresServer) =>
  server.query<{ f: boolean }>("SELECT pg_is_in_recovery() AS f").then(
    ([row]) => row?.f === false,
    () => false,
  );

/** Watches whether two servers take writes at one moment: the first before and after the second did, so it did between. */
export function watchWritable(first: PostgresServer, second: PostgresServer): WritableWatch {
  let isStopping = false;
  let looks = 0;
  let both = 0;
  const watching = (async () => {
    while (!isStopping) {
      const [before, between, after] = [await takesWrites(first), await takesWrites(second), await takesWrites(first)];
      looks += 1;
      if (before && between && after) both += 1;
      await delay(LOOK_MS);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await watching;
      return { looks, both };
    },
  };
}
