import { spawn } from "node:child_process";
import { AccessReport, type GivenAccess } from "@holdfast/contracts/cluster-access";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import { Fault } from "@holdfast/contracts/fault";
import type { HubHandlers } from "@holdfast/contracts/hub-router";
import { worded } from "@holdfast/contracts/worded";
import { type AgentProgram, bareEnvironment } from "./agent-program";

/** Looks at once: each is a process of its own. */
const AT_ONCE = 3;
const MOST_BYTES = 256 * 1024;

const silent = (seconds: number): AccessReport => ({
  isReachable: false,
  reason: `The API server did not answer within ${seconds} seconds.`,
});

/** Starts the agent's program for one look. It is killed when the signal is aborted. */
function look(program: AgentProgram, given: GivenAccess, signal: AbortSignal, seconds: number): Promise<AccessReport> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...program, "probe"], { env: bareEnvironment(), stdio: ["pipe", "pipe", "ignore"] });
    let said = "";
    const kill = () => child.kill("SIGKILL");
    signal.addEventListener("abort", kill, { once: true });
    child.stdin.on("error", () => undefined);
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      if (said.length < MOST_BYTES) said += text;
    });
    child.on("error", () => resolve(silent(seconds)));
    child.once("close", () => {
      signal.removeEventListener("abort", kill);
      const line = said.split("\n")[0] ?? "";
      const report = line.startsWith("{") && !signal.aborted ? AccessReport.safeParse(JSON.parse(line)) : undefined;
      resolve(report?.success ? report.data : silent(seconds));
    });
    child.stdin.write(`${JSON.stringify(given)}\n`);
    if (signal.aborted) kill();
  });
}

/** Looks at clusters in processes of their own, a few at a time: what a person pasted is parsed and dialled outside of the hub. */
export function lookAtCluster(program: AgentProgram | undefined, isLoopbackAllowed: boolean): HubHandlers["lookAt"] {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async ({ access, deadlineMs }, signal) => {
    if (!program) throw new Fault("Unavailable", worded("ImportsOff"));
    const ended = deadlineSignal(deadlineMs, signal);
    while (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      return await look(program, { access, token: null, isLoopbackAllowed }, ended, Math.round(deadlineMs / 1000));
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  };
}
