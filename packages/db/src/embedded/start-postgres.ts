// Supervises the real PostgreSQL that npm brought. The server outlives this process on purpose: whoever started it
// stops it, and a start after a crash finds it again. It listens on loopback only, with a random password.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ProcessAccount, unprivilegedAccount } from "./account";
import { type PostgresBinaries, postgresBinaries } from "./binaries";
import { exclusively } from "./exclusively";

/** A running embedded server. `wasRunning` is true when an earlier start left it. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly wasRunning: boolean;
  readonly pid: number;
  /** Stops the server; false when it had to be left running. */
  stop(): boolean;
}

interface Place {
  readonly home: string;
  readonly data: string;
  readonly account: ProcessAccount;
  readonly bin: PostgresBinaries;
}

const ORPHANS_MS = 30_000;
const RACE_MS = 2000;

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
      });
  });

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    }).once("error", () => resolve(false));
  });

function run(place: Place, program: string, args: string[], stdio: "ignore" | "pipe" = "pipe") {
  // stdio "ignore" for pg_ctl start: the server would inherit pipes and this call would never end.
  const result = spawnSync(program, args, {
    ...place.account,
    cwd: place.home,
    encoding: "utf8",
    stdio: ["ignore", stdio, stdio],
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
  });
  if (result.error) throw result.error;
  return result;
}

function initialise(place: Place, passwordFile: string): void {
  rmSync(place.data, { recursive: true, force: true });
  writeFileSync(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  if (place.account.uid !== undefined && place.account.gid !== undefined) chownSync(passwordFile, place.account.uid, place.account.gid);
  const made = run(place, place.bin.initdb, [
    "-D",
    place.data,
    "-U",
    "holdfast",
    "-A",
    "scram-sha-256",
    "--pwfile",
    passwordFile,
    "-E",
    "UTF8",
    "--locale=C",
  ]);
  if (made.status === 0) return;
  rmSync(place.data, { recursive: true, force: true });
  throw new Error(`The embedded PostgreSQL could not make its data folder ${place.data}: ${made.stderr.trim()}`);
}

const postmaster = (place: Place) => {
  try {
    const lines = readFileSync(join(place.data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
};

/** The port of the last start, if it is kept and free: whoever was connected comes back by itself. */
async function lastPort(place: Place): Promise<number | undefined> {
  try {
    const port = Number(readFileSync(join(place.home, "port"), "utf8"));
    return port > 0 && !(await answers(port)) ? port : undefined;
  } catch {
    return undefined;
  }
}

async function launch(place: Place, logFile: string, options: string): Promise<number> {
  const preferred = await lastPort(place);
  // A server that was killed leaves backends that are at work, and no other may start on the data until each has noticed.
  const patienceMs = postmaster(place) ? ORPHANS_MS : RACE_MS;
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    const isLast = performance.now() >= deadlineMs;
    // On another port nobody who was connected would find the server again, so that is the last resort.
    const port = (isLast ? undefined : preferred) ?? (await freePort());
    const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 ${options}`;
    const started = run(place, place.bin.pg_ctl, ["-D", place.data, "-w", "-t", "60", "-l", logFile, "-o", flags, "start"], "ignore");
    if (started.status === 0) {
      writeFileSync(join(place.home, "port"), String(port));
      return port;
    }
    if (isLast) break;
    await delay(500);
  }
  throw new Error(`The embedded PostgreSQL did not start:\n${readFileSync(logFile, "utf8").split("\n").slice(-8).join("\n")}`);
}

/**
 * Makes sure that a PostgreSQL server runs on the data below `home`, starting it when needed. Safe to call from several
 * processes at once. Throws with a remedy when the platform, the account or the folder forbids it.
 */
export async function startPostgres(home: string, options = ""): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  mkdirSync(home, { recursive: true });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(home, account.uid, account.gid);
  const place: Place = { home, data: join(home, "data"), account, bin: postgresBinaries(home, account) };
  const passwordFile = join(home, "password");
  const url = (port: number) => `postgresql://holdfast:${readFileSync(passwordFile, "utf8").trim()}@127.0.0.1:${port}/postgres`;
  const stop = () => run(place, place.bin.pg_ctl, ["-D", place.data, "-m", "fast", "-w", "-t", "30", "stop"]).status === 0;
  return exclusively(home, async () => {
    if (!existsSync(join(place.data, "PG_VERSION"))) initialise(place, passwordFile);
    const running = postmaster(place);
    // A just killed postmaster still counts as running for pg_ctl: ask the port as well.
    if (running?.port && run(place, place.bin.pg_ctl, ["-D", place.data, "status"]).status === 0 && (await answers(running.port)))
      return { url: url(running.port), wasRunning: true, pid: running.pid, stop };
    const port = await launch(place, join(home, "log"), options);
    return { url: url(port), wasRunning: false, pid: postmaster(place)?.pid ?? 0, stop };
  });
}
