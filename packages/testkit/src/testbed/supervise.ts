// The owner's side of supervisor.mjs: starts, signals and ends the processes of one bed.
import { type ChildProcess, fork } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One program of a bed. `name` also names its log file. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whom it runs as; as the owner unless said. */
  readonly account?: { readonly uid?: number; readonly gid?: number };
}

/** The processes of one bed and their folder. Nothing of it outlives the owner, unless HOLDFAST_TESTBED_KEEP is set. */
export interface Supervisor {
  readonly folder: string;
  readonly logFolder: string;
  /** Also the id of the process group: `kill -9 -- -<pid>` ends a kept bed. */
  readonly pid: number;
  /** True with HOLDFAST_TESTBED_KEEP: `close` then leaves everything as it is. */
  readonly isKept: boolean;
  /** Starts a program and resolves with its process id. */
  start(program: Program): Promise<number>;
  /** Sends a signal; does nothing when the program has ended. */
  signal(name: string, signal: NodeJS.Signals): Promise<void>;
  /** Asks a program to end, forces it after `graceMs` (at once when that is 0), and resolves when it has ended. */
  stop(name: string, graceMs: number): Promise<void>;
  isRunning(name: string): boolean;
  /** The last lines of every log, for a message. */
  logTails(lines?: number): string;
  /** Ends what still runs and removes the folder; `keepLogs` leaves the logs in it. */
  close(options?: { keepLogs?: boolean }): Promise<void>;
}

type Answer = { id: number; value?: unknown; error?: string } | { exited: string; code: number | null; signal: string | null };

function readTail(file: string, lines: number): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

function spawnSupervisor(folder: string, logFolder: string, isKept: boolean): ChildProcess {
  const log = openSync(join(logFolder, "supervisor.log"), "a");
  const child = fork(fileURLToPath(new URL("./supervisor.mjs", import.meta.url)), [folder, isKept ? "keep" : "end"], {
    detached: true,
    // The owner may run under a loader; the supervisor is plain JavaScript.
    execArgv: [],
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return child;
}

/** Sends orders and tells their answers apart; `exited` hears of every end of a program. */
function orders(child: ChildProcess, exited: (name: string) => void) {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();
  let lastId = 0;
  child.on("message", (message) => {
    // Only supervisor.mjs writes to this channel.
    const answer = message as Answer;
    if ("exited" in answer) return exited(answer.exited);
    const waiter = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.error === undefined) waiter?.resolve(answer.value);
    else waiter?.reject(new Error(answer.error));
  });
  child.on("exit", () => {
    for (const { reject } of pending.values()) reject(new Error("the supervisor of the bed has ended"));
    pending.clear();
  });
  return (order: Record<string, unknown>) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      // With a callback a closed channel is told to it, and not thrown as an event of the process.
      child.send({ id, ...order }, (cause) => cause && reject(new Error("the supervisor of the bed has ended", { cause })));
    });
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ESRCH") throw cause;
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  const ended = child.exitCode !== null || child.signalCode !== null ? undefined : new Promise((resolve) => child.once("exit", resolve));
  killGroup(child);
  await ended;
}

/** Opens a bed: a folder below the system's temporary one, and the process that hosts its programs. */
export function supervise(name: string): Supervisor {
  const isKept = Boolean(process.env.HOLDFAST_TESTBED_KEEP);
  const folder = mkdtempSync(join(tmpdir(), `holdfast-${name}-`));
  const logFolder = join(folder, "logs");
  mkdirSync(logFolder);
  const child = spawnSupervisor(folder, logFolder, isKept);
  const running = new Map<string, () => void>();
  const asked = new Set<string>();
  const ends = new Map<string, Promise<void>>();
  const logTail = (program: string, lines: number) => readTail(join(logFolder, `${program}.log`), lines);
  const order = orders(child, (program) => {
    running.get(program)?.();
    running.delete(program);
    if (!asked.has(program)) process.stderr.write(`testbed: ${program} of ${name} ended by itself:\n${logTail(program, 15)}\n`);
  });
  // Should the supervisor itself be killed, its programs must not stay behind.
  child.once("exit", () => {
    killGroup(child);
    for (const end of running.values()) end();
    running.clear();
  });
  const signal = async (program: string, kind: NodeJS.Signals) => {
    if (!running.has(program)) return;
    if (["SIGTERM", "SIGINT", "SIGKILL"].includes(kind)) asked.add(program);
    await order({ order: "signal", name: program, signal: kind });
  };
  return {
    folder,
    logFolder,
    pid: child.pid ?? 0,
    isKept,
    async start(program) {
      asked.delete(program.name);
      ends.set(program.name, new Promise((resolve) => running.set(program.name, resolve)));
      try {
        // The order's answer to a start is the process id.
        return (await order({ order: "start", ...program, logFile: join(logFolder, `${program.name}.log`) })) as number;
      } catch (cause) {
        running.delete(program.name);
        throw new Error(`${program.command} did not start: ${(cause as Error).message}`);
      }
    },
    signal,
    async stop(program, graceMs) {
      if (!running.has(program)) return;
      if (graceMs === 0) {
        await signal(program, "SIGKILL");
        return ends.get(program);
      }
      await signal(program, "SIGTERM");
      // A paused process hears SIGTERM when it is resumed.
      await signal(program, "SIGCONT");
      const force = setTimeout(() => void signal(program, "SIGKILL").catch(() => undefined), graceMs);
      await ends.get(program);
      clearTimeout(force);
    },
    isRunning: (program) => running.has(program),
    logTails: (lines = 15) =>
      existsSync(logFolder)
        ? readdirSync(logFolder)
            .map((file) => `--- ${file}\n${readTail(join(logFolder, file), lines)}`)
            .join("\n")
        : "",
    async close({ keepLogs = false } = {}) {
      if (isKept) {
        child.disconnect();
        child.unref();
        return;
      }
      await endGroup(child);
      for (const entry of readdirSync(folder))
        if (!keepLogs || entry !== "logs") rmSync(join(folder, entry), { recursive: true, force: true });
      if (!keepLogs) rmSync(folder, { recursive: true, force: true });
    },
  };
}
