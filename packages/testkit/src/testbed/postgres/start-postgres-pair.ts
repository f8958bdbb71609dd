import { chmodSync } from "node:fs";
import { freePorts } from "../free-ports";
import { supervise } from "../supervise";
import { until } from "../until";
import { type PostgresServer, postgresServer } from "./postgres-server";

/** Two real servers, the second following the first by streaming replication. */
export interface PostgresPair {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

const FOLLOWS_MS = 30_000;

/**
 * Starts the system's PostgreSQL twice on loopback. With `isSynchronous` the first acknowledges a write only when the second
 * has it on disk.
 */
export async function startPostgresPair(names: readonly [string, string], { isSynchronous = false } = {}): Promise<PostgresPair> {
  const [one = 0, two = 0] = await freePorts(2);
  const bed = supervise("postgres-pair");
  // As root the servers run under an account of their own, which has to get through to its folders.
  chmodSync(bed.folder, 0o711);
  const primary = postgresServer({ bed, name: names[0], port: one, peerPort: two });
  const standby = postgresServer({ bed, name: names[1], port: two, peerPort: one });
  try {
    await primary.initialise();
    await primary.start("primary");
    if (isSynchronous) await primary.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
    await standby.copyPeer();
    await standby.start("standby");
    // A copy has the setting too; it takes hold of each when that server takes writes and reads its files again.
    if (isSynchronous) await primary.query("SELECT pg_reload_conf()");
    const wanted = isSynchronous ? "sync" : "async";
    await until(
      "the standby to follow",
      async () =>
        (await primary.query<{ sync_state: string }>("SELECT sync_state FROM pg_stat_replication")).some(
          (row) => row.sync_state === wanted,
        ),
      { timeoutMs: FOLLOWS_MS },
    );
  } catch (cause) {
    const tails = bed.logTails();
    await bed.close({ keepLogs: true });
    throw new Error(`the PostgreSQL pair did not start: ${(cause as Error).message}\n${tails}`, { cause });
  }
  return { primary, standby, stop: (options) => bed.close(options) };
}
