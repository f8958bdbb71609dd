import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { startJudge } from "./start-judge";

/** A process that is kept alive. */
export interface Child {
  readonly name: string;
  start(): void;
  /** Ends it: SIGTERM, after ten seconds SIGKILL. Resolves when it is gone; it is not started again until `start`. */
  stop(): Promise<void>;
  /** Resolves when the process says that it is ready; rejects when it ends before, with the end of its log. */
  ready(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Whether what it can't start without is there. A start after a crash waits for that: a try without it would count as a crash too. */
  canStart(): Promise<boolean>;
  /** Tells from a line of its output that it is ready. */
  isReady(line: string): boolean;
  /**
   * Called when six starts in a row ended before it was ready. One that never was ready since this starter began is given up
   * (`isGivenUp`); one that has worked is started on, for what keeps it down may pass.
   */
  onCrashLoop(name: string, isGivenUp: boolean): void;
}

const MAX_LOG_BYTES = 20_000_000;
const STOP_MS = 10_000;
const LOOK_AGAIN_MS = 500;

/** A start that is planned: it comes after a pause, and once `canStart` says so. There is one plan at a time. */
function planned(canStart: () => Promise<boolean>, launch: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const plan = (pauseMs: number) => {
    const mine = setTimeout(async () => {
      const mayStart = await canStart().catch(() => false);
      if (timer !== mine) return;
      if (mayStart) launch();
      else plan(LOOK_AGAIN_MS);
    }, pauseMs);
    timer = mine;
  };
  return {
    plan,
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** Starts the program, its output in its log file, line by line told to `heard`. */
function spawnLogged(options: ChildOptions, heard: (line: string) => void): ChildProcess {
  mkdirSync(dirname(options.logFile), { recursive: true });
  if (existsSync(options.logFile) && statSync(options.logFile).size > MAX_LOG_BYTES) renameSync(options.logFile, `${options.logFile}.1`);
  const log = createWriteStream(options.logFile, { flags: "a", mode: 0o600 });
  const started = spawn(options.command, [...options.args], { cwd: options.cwd, env: options.env, stdio: ["pipe", "pipe", "pipe"] });
  // Nothing is written to it: that it closes tells the process that its starter is gone.
  started.stdin?.on("error", () => undefined);
  const hear = (text: Buffer) => {
    log.write(text);
    for (const line of text.toString("utf8").split("\n")) if (line !== "") heard(line);
  };
  started.stdout?.on("data", hear);
  started.stderr?.on("data", hear);
  // What a process said last may still come after its end: its log is closed when its pipes are.
  started.once("close", () => log.end());
  return started;
}

/**
 * Keeps a process alive: a crash is followed by a start after a growing pause. One that worked is brought back however often it
 * dies; one that never became ready is given up. Its output goes to a file.
 */
export function child(options: ChildOptions): Child {
  const { name } = options;
  const judge = startJudge((isGivenUp) => options.onCrashLoop(name, isGivenUp));
  let process_: ChildProcess | undefined;
  let isWanted = false;
  const tail: string[] = [];
  let settle: { resolve(): void; reject(cause: Error): void } | undefined;
  let readiness: Promise<void> = Promise.resolve();

  const announce = () => {
    readiness = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    // Whoever does not wait for this start must not be hurt by its failure.
    readiness.catch(() => undefined);
  };

  const launch = () => {
    if (process_) return;
    let isReadyNow = false;
    const started = spawnLogged(options, (line) => {
      tail.push(line);
      if (tail.length > 15) tail.shift();
      if (!options.isReady(line)) return;
      isReadyNow = true;
      judge.worked();
      settle?.resolve();
    });
    process_ = started;
    started.once("exit", (code, signal) => {
      if (process_ === started) process_ = undefined;
      settle?.reject(new Error(`${name} ended (${signal ?? code}). The end of its log, ${options.logFile}:\n${tail.join("\n")}`));
      if (isWanted) void afterCrash(isReadyNow);
    });
    started.once("error", (cause) => settle?.reject(new Error(`${name} could not be started: ${cause.message}`)));
  };

  const next = planned(options.canStart, launch);
  const afterCrash = async (wasReady: boolean) => {
    announce();
    // Whoever can't go on without what is gone has not crashed.
    if (!(await options.canStart().catch(() => false))) {
      if (isWanted) next.plan(LOOK_AGAIN_MS);
      return;
    }
    if (!isWanted) return;
    const pauseMs = judge.ended(wasReady);
    if (pauseMs === null) isWanted = false;
    else next.plan(pauseMs);
  };

  return {
    name,
    start() {
      if (isWanted) return;
      isWanted = true;
      announce();
      launch();
    },
    async stop() {
      isWanted = false;
      next.cancel();
      const running = process_;
      if (!running || running.exitCode !== null) return;
      const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()));
      running.kill("SIGTERM");
      const force = setTimeout(() => running.kill("SIGKILL"), STOP_MS);
      await gone;
      clearTimeout(force);
    },
    ready: () => readiness,
  };
}
