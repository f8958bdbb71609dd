import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { GivenAccess } from "@holdfast/contracts/cluster-access";
import type { AgentRights } from "@holdfast/contracts/cluster-import";
import { type AgentProgram, bareEnvironment } from "./agent-program";

/** What one agent beside the hub is started with. Only `given` is secret, and it goes through the standard input. */
export interface AgentStart {
  readonly program: AgentProgram;
  readonly folder: string;
  readonly clusterId: string;
  readonly enrolmentUrl: string;
  readonly caPin: string;
  readonly given: GivenAccess;
  readonly rights: AgentRights;
}

/** A started agent. */
export interface AgentChild {
  /** Resolves once the agent is at work; stays open for one that ends before. */
  readonly atWork: Promise<void>;
  /** Resolves when the process is gone, to why, in words of the agent that hold no secret. */
  readonly ended: Promise<string>;
  /** Tells it to end, and ends it when it does not. Resolves when it is gone. */
  stop(): Promise<void>;
}

const MAX_LOG_BYTES = 5_000_000;
const MOST_REASON = 600;
/** An agent lets what is under way finish for ten seconds. */
const STOP_MS = 12_000;

function openLog(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "agent.log");
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: "a", mode: 0o600 });
}

/** What the agent printed last on its standard error: a problem and its remedy, in two lines. */
const reasonOf = (complaint: string, code: number | null, signal: string | null): string => {
  const text = complaint
    .replace(/^holdfast-agent: /, "")
    .replace(/\s+/g, " ")
    .trim();
  return (text || `ended with ${code === null ? (signal ?? "no code") : `code ${code}`}`).slice(0, MOST_REASON);
};

/** The options of the agent's program by which it may do more than bring the inventory. */
const optionsOf = ({ logs, edit, exec }: AgentRights): string[] => [
  ...(logs ? ["--logs"] : []),
  ...edit.flatMap((resource) => ["--edit", resource]),
  ...(exec ? ["--exec"] : []),
];

/** Starts an agent as a process of its own. It ends with this process, however this one ends: its standard input closes then. */
export function startAgentChild({ program, folder, clusterId, enrolmentUrl, caPin, given, rights }: AgentStart): AgentChild {
  const log = openLog(folder);
  const args = ["run", "--given", "--data", folder, "--hub", enrolmentUrl, "--cluster", clusterId, "--ca-pin", caPin, ...optionsOf(rights)];
  const child = spawn(process.execPath, [...program, ...args], { env: bareEnvironment(), stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  let rest = "";
  const atWork = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      log.write(chunk);
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = (lines.pop() ?? "").slice(-4096);
      if (lines.some((line) => line.includes('"agent started"'))) resolve();
    });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    log.write(chunk);
    complaint = (complaint + chunk.toString("utf8")).slice(-4096);
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (cause) => {
      log.end();
      resolve(cause.message);
    });
    child.once("close", (code, signal) => {
      log.end();
      resolve(reasonOf(complaint, code, signal));
    });
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(given)}\n`);
  return {
    atWork,
    ended,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
