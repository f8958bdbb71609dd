// The agent's program as its owner runs it: by the command that the console's wizard gives, and kept alive as a kubelet would.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EnrolmentCommand } from "@holdfast/contracts/enrolment";
import { repository } from "./installation";
import { bareEnv, type Ended, runProgram } from "./run-program";

/** What one agent is started with. `more`: further arguments, such as `--prometheus <url>`. */
export interface AgentCommand {
  readonly name: string;
  readonly enrolment: EnrolmentCommand;
  readonly kubeconfig: string;
  readonly dataFolder: string;
  readonly more?: readonly string[];
}

/** An agent that comes back after every death until it is stopped. */
export interface KeptAgent {
  readonly name: string;
  readonly dataFolder: string;
  /** The token that it came in by, used up by now. */
  readonly token: string;
  readonly pid: number | undefined;
  /** Ends it as a power cut would. With `isKept` false it stays away until `start`. */
  kill(options?: { isKept?: boolean }): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  log(): string;
}

const AGENT = "packages/agent/dist/agent.js";
const STOP_MS = 20_000;

/** The wizard's command line; the token goes by the environment, so that `ps` does not show it. */
export const agentArguments = ({ enrolment, kubeconfig, dataFolder, more = [] }: AgentCommand): string[] => [
  ...["run", "--data", dataFolder, "--hub", enrolment.hubUrl, "--cluster", enrolment.clusterId],
  ...["--ca-pin", enrolment.caPin, "--kubeconfig", kubeconfig, ...more],
];

/** Runs the program until it ends by itself, or for at most `timeoutMs`. */
export const runAgent = (args: readonly string[], env: Readonly<Record<string, string>> = {}, timeoutMs = 60_000): Promise<Ended> =>
  runProgram({ file: AGENT, args, env }, timeoutMs);

const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once("exit", () => resolve()));

/** Starts an agent and keeps it. */
export function keepAgent(command: AgentCommand): KeptAgent {
  const { name, dataFolder } = command;
  const logFile = `${dataFolder}.log`;
  mkdirSync(dirname(dataFolder), { recursive: true });
  const env = { ...bareEnv(), HOLDFAST_TOKEN: command.enrolment.token };
  let isWanted = false;
  let running: ChildProcess | undefined;
  const launch = () => {
    const log = openSync(logFile, "a");
    const child = spawn(process.execPath, [join(repository, AGENT), ...agentArguments(command)], { env, stdio: ["ignore", log, log] });
    closeSync(log);
    running = child;
    child.once("exit", () => {
      if (isWanted && running === child) launch();
    });
  };
  const start = () => {
    if (isWanted) return;
    isWanted = true;
    launch();
  };
  const end = async (signal: NodeJS.Signals) => {
    const child = running;
    if (!child) return;
    child.kill(signal);
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await gone(child);
    clearTimeout(force);
  };
  start();
  return {
    name,
    dataFolder,
    token: command.enrolment.token,
    get pid() {
      return running?.pid;
    },
    async kill({ isKept = true } = {}) {
      isWanted = isKept;
      await end("SIGKILL");
    },
    start,
    async stop() {
      isWanted = false;
      await end("SIGTERM");
    },
    log: () => readFileSync(logFile, "utf8"),
  };
}
