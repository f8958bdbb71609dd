import { type ChildProcess, fork } from "node:child_process";
import { Fault } from "@holdfast/contracts/fault";
import type { FakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import type { OutgoingCall, Tuning } from "../../src/ports";
import type { FakeReceiver } from "../fake-receiver";
import { bundledHub } from "./bundled-hub";
import type { FromHub, PointRule, ToHub } from "./hub-messages";

/** A hub in a process of its own. */
export interface HubProcess {
  readonly reached: PointRule[];
  readonly points: { runId: string; name: string; nth: number }[];
  readonly logs: { level: string; message: string; text: string }[];
  readonly exited: Promise<void>;
  /** Pauses and continues the process as a whole. */
  pause(): void;
  continue(): void;
  /** Lets what is held at a point go on. */
  go(): void;
  kill(): Promise<void>;
  /** Asks it to stop as a hub does on a signal. */
  stop(): Promise<void>;
}

/** How a hub process is started. */
export interface HubOptions {
  readonly url: string;
  readonly hubId: string;
  readonly agents: FakeAgents;
  /** Whom the hub itself may call. */
  readonly receiver?: FakeReceiver | undefined;
  readonly poolSize?: number;
  readonly tuning?: Partial<Tuning>;
  readonly rules?: readonly PointRule[];
  readonly isTracing?: boolean;
  /** Whether it watches the primaries of armed plans as well. */
  readonly isWatching?: boolean;
}

function answerTo({ about, clusterId, name, input }: Extract<FromHub, { type: "ask" }>, { agents, receiver }: HubOptions): unknown {
  if (about === "link") return agents.links.linkOf(clusterId);
  if (about === "read") return agents.ask(clusterId, name, input);
  if (!receiver) throw new Fault("Unavailable", "this hub has nobody to call");
  const bounds = { signal: new AbortController().signal, deadlineMs: 1000 };
  return about === "send" ? receiver.send(input as OutgoingCall) : receiver.look(name, String(input), bounds);
}

async function answer(child: ChildProcess, options: HubOptions, question: Extract<FromHub, { type: "ask" }>): Promise<void> {
  const reply = (message: ToHub) => void (child.connected && child.send(message, () => undefined));
  try {
    const value = await answerTo(question, options);
    reply({ type: "answer", id: question.id, value });
  } catch (cause) {
    const fault = cause instanceof Fault ? cause : new Fault("Internal", String(cause));
    reply({ type: "answer", id: question.id, fault: { code: fault.code, message: fault.message, retry: fault.retry } });
  }
}

/** A process that has loaded everything and waits for its orders: most of a hub's start is loading. */
export interface LoadedHub {
  start(options: HubOptions): Promise<HubProcess>;
  discard(): void;
}

function startIn(child: ChildProcess, exited: Promise<void>, options: HubOptions): Promise<HubProcess> {
  const reached: PointRule[] = [];
  const points: HubProcess["points"] = [];
  const logs: HubProcess["logs"] = [];
  const tell = (message: ToHub) => void (child.connected && child.send(message));
  const hub: HubProcess = {
    reached,
    points,
    logs,
    exited,
    pause: () => void child.kill("SIGSTOP"),
    continue: () => void child.kill("SIGCONT"),
    go: () => tell({ type: "go" }),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      tell({ type: "stop" });
      await exited;
    },
  };
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the hub ended before it was ready: ${JSON.stringify(logs)}`)));
    child.on("message", (message: FromHub) => {
      if (message.type === "ready") resolve(hub);
      else if (message.type === "ask") void answer(child, options, message);
      else if (message.type === "point") points.push(message);
      else if (message.type === "reached") reached.push(message.rule);
      else if (message.type === "log") {
        logs.push(message);
        if (message.message === "the hub did not start") reject(new Error(message.text));
      }
    });
    const { url, hubId, poolSize = 10, tuning = {}, rules = [], isTracing = false, isWatching = false } = options;
    tell({ type: "start", url, hubId, poolSize, tuning, rules, isTracing, isWatching });
  });
}

/** Loads a hub process. */
export async function loadHub(): Promise<LoadedHub> {
  const child = fork(await bundledHub(), [], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", () => reject(new Error("the hub process did not load")));
  });
  return { start: (options) => startIn(child, exited, options), discard: () => void child.kill("SIGKILL") };
}

/** Starts a hub process and waits until it drives runs. */
export const spawnHub = async (options: HubOptions): Promise<HubProcess> => (await loadHub()).start(options);
