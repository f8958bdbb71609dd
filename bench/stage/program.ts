import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Stage } from "./stage";

/** The top of the checkout. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** The starter gives each of its own ten seconds. */
const STOP_MS = 60_000;

/** A program that runs beside the benchmark. */
export interface Program {
  readonly pid: number;
  /** The line that said that it was ready. */
  readonly readyLine: string;
  readonly log: () => string;
  /** The channel to a program of the benchmark's own; the product's programs do not have one. */
  readonly channel: ChildProcess;
  stop(): Promise<void>;
}

/** Builds programs as a release is built; what has not changed is not built again. Throws with the end of the output. */
export function build(...packages: readonly string[]): void {
  const filters = packages.map((name) => `--filter=@holdfast/${name}`);
  const turbo = join(repository, "node_modules", ".bin", "turbo");
  const { status, stdout, stderr } = spawnSync(turbo, ["run", "build", ...filters, "--output-logs=errors-only"], {
    cwd: repository,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${packages.join(", ")} can't be built:\n${`${stdout}${stderr}`.slice(-4000)}`);
}

/** What a program is started with: its script and arguments for Node.js, and only what it needs of the environment. */
export interface ProgramOptions {
  readonly name: string;
  /** Another command than Node.js, which starts processes of its own: all are interrupted together, as Ctrl-C does. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly ready: RegExp;
  readonly readyWithinMs?: number;
}

/** A program of the benchmark's own, in TypeScript, as arguments for Node.js. */
export const ownProgram = (program: URL, ...args: readonly string[]): string[] => ["--import", "tsx", fileURLToPath(program), ...args];

/** Starts a program and waits until it says that it is ready; it ends with the stage. Rejects with the end of its log. */
export async function startProgram(stage: Stage, options: ProgramOptions): Promise<Program> {
  const { name, command, args, env = {}, cwd = repository, ready, readyWithinMs = 120_000 } = options;
  const logFile = join(stage.folder, `${name}.log`);
  const sink = createWriteStream(logFile);
  const child = spawn(command ?? process.execPath, [...args], {
    cwd,
    detached: command !== undefined,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const log = () => readFileSync(logFile, "utf8");
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    if (command === undefined) child.kill("SIGTERM");
    else process.kill(-(child.pid ?? 0), "SIGINT");
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await gone;
    clearTimeout(force);
  };
  stage.add(stop);
  const readyLine = await new Promise<string>((resolve, reject) => {
    const failed = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${name} ${why}:\n${log().split("\n").slice(-15).join("\n")}`));
    };
    const timer = setTimeout(() => failed(`was not ready within ${readyWithinMs} ms`), readyWithinMs);
    for (const output of [child.stdout, child.stderr]) {
      if (!output) continue;
      output.pipe(sink, { end: false });
      createInterface({ input: output }).on("line", (line) => {
        if (!ready.test(line)) return;
        clearTimeout(timer);
        resolve(line);
      });
    }
    child.once("error", (cause) => failed(cause.message));
    child.once("close", (code, signal) => failed(`ended (${signal ?? code})`));
  });
  return { pid: child.pid ?? 0, readyLine, log, channel: child, stop };
}
