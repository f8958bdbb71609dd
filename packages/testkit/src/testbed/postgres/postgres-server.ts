import { execFile } from "node:child_process";
import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type ProcessAccount, unprivilegedAccount } from "@holdfast/db/embedded/account";
import { postgresPath } from "../program-paths";
import type { Supervisor } from "../supervise";
import { until } from "../until";
import { connected } from "./connected";

/** The state of a stopped server's files, as pg_controldata tells it. */
export interface ControlData {
  readonly systemIdentifier: string;
  readonly timeline: number;
  /** The place in the log that a server must have replayed to have all that this one had. */
  readonly redoLocation: string;
}

/** One real server on loopback, with files of its own. It takes connections from its own machine without a password. */
export interface PostgresServer {
  readonly name: string;
  readonly port: number;
  /** Starts it: on its own, or following its peer. Resolves when it answers. */
  start(as: "primary" | "standby"): Promise<void>;
  /** A fast shutdown: sessions end, and the standby has everything before it exits. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** One statement on a connection of its own. */
  query<T = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  controlData(): Promise<ControlData>;
}

const run = promisify(execFile);
const READY_MS = 30_000;
const STOP_MS = 30_000;
export const DATABASE_USER = "postgres";

async function controlDataOf(data: string, account: ProcessAccount): Promise<ControlData> {
  const { stdout } = await run(postgresPath("pg_controldata"), ["-D", data], { ...account, env: { LC_ALL: "C" } });
  const field = (name: string) => {
    const line = stdout.split("\n").find((each) => each.startsWith(`${name}:`));
    if (!line) throw new Error(`pg_controldata does not say: ${name}`);
    return line.slice(name.length + 1).trim();
  };
  return {
    systemIdentifier: field("Database system identifier"),
    timeline: Number(field("Latest checkpoint's TimeLineID")),
    redoLocation: field("Latest checkpoint's REDO location"),
  };
}

/** Where a server is to be, and whom it follows when it is a standby. */
interface Place {
  readonly bed: Supervisor;
  readonly name: string;
  readonly port: number;
  readonly peerPort: number;
}

/** A server in a bed, its files still to be made by one of the two below. */
export function postgresServer({
  bed,
  name,
  port,
  peerPort,
}: Place): PostgresServer & { initialise(): Promise<void>; copyPeer(): Promise<void> } {
  const account = unprivilegedAccount();
  const data = join(bed.folder, name);
  const owned = () => {
    mkdirSync(data, { mode: 0o700 });
    if (account.uid !== undefined && account.gid !== undefined) chownSync(data, account.uid, account.gid);
  };
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    wal_keep_size: "1GB",
    // A restarted standby looks for its primary again at once.
    wal_retrieve_retry_interval: "200ms",
    primary_conninfo: `host=127.0.0.1 port=${peerPort} user=${DATABASE_USER} application_name=${name}`,
  };
  const args = ["-D", data, "-p", String(port), ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
  const query: PostgresServer["query"] = <T>(sql: string, values: readonly unknown[] = []) =>
    connected(port, async (client) => (await client.query(sql, [...values])).rows as T[]);
  return {
    name,
    port,
    query,
    async initialise() {
      owned();
      await run(postgresPath("initdb"), ["-D", data, "-U", DATABASE_USER, "-A", "trust", "-E", "UTF8", "--locale=C"], account);
    },
    async copyPeer() {
      owned();
      await run(
        postgresPath("pg_basebackup"),
        ["-D", data, "-h", "127.0.0.1", "-p", String(peerPort), "-U", DATABASE_USER, "-c", "fast"],
        account,
      );
    },
    async start(as) {
      const signal = join(data, "standby.signal");
      if (as === "standby") writeFileSync(signal, "");
      if (as === "standby" && account.uid !== undefined && account.gid !== undefined) chownSync(signal, account.uid, account.gid);
      await bed.start({ name, command: postgresPath("postgres"), args, account });
      await until(`PostgreSQL ${name}`, async () => (await query("SELECT 1")).length === 1, {
        timeoutMs: READY_MS,
        isHopeless: () => (bed.isRunning(name) ? null : `it ended by itself:\n${bed.logTails()}`),
      });
    },
    async stop() {
      await bed.signal(name, "SIGINT");
      await until(`the shutdown of ${name}`, async () => !bed.isRunning(name), { timeoutMs: STOP_MS });
    },
    kill: () => bed.stop(name, 0),
    controlData: () => controlDataOf(data, account),
  };
}
