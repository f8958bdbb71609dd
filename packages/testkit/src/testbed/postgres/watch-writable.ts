import { setTimeout as delay } from "node:timers/promises";
import type { PostgresServer } from "./postgres-server";

/** When a server began to take writes: between these two, by the machine's clock. How far they are apart is how closely it was looked. */
export interface BeganWrites {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What a watch has seen. */
export interface SeenWritable {
  readonly looks: number;
  /** How often both took writes at one moment. */
  readonly both: number;
  /** When each, in the order in which they were given, began to; null where that was not seen. */
  readonly began: readonly [BeganWrites | null, BeganWrites | null];
}

/** A look at two servers, again and again. */
export interface WritableWatch {
  /** Ends it and tells what it saw. */
  stop(): Promise<SeenWritable>;
}

const LOOK_MS = 20;

const takesWrites = (server: PostgresServer) =>
  server.query<{ f: boolean }>("SELECT pg_is_in_recovery() AS f").then(
    ([row]) => row?.f === false,
    () => false,
  );

/** Looks at one server, and keeps when it first took writes after it had not. */
function lookout(server: PostgresServer) {
  let without: Date | null = null;
  let began: BeganWrites | null = null;
  return {
    async look(): Promise<boolean> {
      const asked = new Date();
      const takes = await takesWrites(server);
      if (!takes) without = asked;
      else if (without) began ??= { notBefore: without, notAfter: new Date() };
      return takes;
    },
    began: () => began,
  };
}

/** Watches whether two servers take writes at one moment: the first before and after the second did, so it did between. */
export function watchWritable(first: PostgresServer, second: PostgresServer): WritableWatch {
  const [one, other] = [lookout(first), lookout(second)];
  let isStopping = false;
  let looks = 0;
  let both = 0;
  const watching = (async () => {
    while (!isStopping) {
      const [before, between, after] = [await one.look(), await other.look(), await one.look()];
      looks += 1;
      if (before && between && after) both += 1;
      await delay(LOOK_MS);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await watching;
      return { looks, both, began: [one.began(), other.began()] };
    },
  };
}
