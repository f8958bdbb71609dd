// A hub's runner in a process of its own, so that it can be killed. The agents live in the test's process: questions to them go
// over the pipe, commands go through the store as always.
import { Fault } from "@holdfast/contracts/fault";
import type { Log } from "@holdfast/contracts/log-fields";
import { openDatabase } from "@holdfast/db/database";
import { startWatching } from "../../src/detection/start-watching";
import type { AgentPort, CallAnswer, CallPort, CrashPoint, LinkFacts, LinkPort } from "../../src/ports";
import { startRunner } from "../../src/start-runner";
import type { FromHub, PointRule, ToHub } from "./hub-messages";

// The test's process may be gone: a hub without it has nothing more to do.
const send = (message: FromHub) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined));
const standStill = () => new Promise<never>(() => undefined);

const asked = new Map<number, (answer: Extract<ToHub, { type: "answer" }>) => void>();
let lastId = 0;
let goOn: (() => void) | undefined;

const ask = (about: "read" | "link" | "send" | "look", clusterId: string, name: string, input: unknown) =>
  new Promise<unknown>((resolve, reject) => {
    lastId += 1;
    asked.set(lastId, ({ value, fault }) =>
      fault ? reject(new Fault(fault.code, fault.message, { retry: fault.retry })) : resolve(value),
    );
    send({ type: "ask", id: lastId, about, clusterId, name, input });
  });

const agents: AgentPort = {
  // The parent answers with what the contract's own schema gave.
  read: async (clusterId, contract, input) => (await ask("read", clusterId, contract.name, input)) as never,
};
const links: LinkPort = {
  async linkOf(clusterId) {
    const facts = (await ask("link", clusterId, "", null)) as LinkFacts & { since: string | null; lastHeartbeatAt: string | null };
    const instant = (text: string | Date | null) => (text === null ? null : new Date(text));
    return { ...facts, since: instant(facts.since), lastHeartbeatAt: instant(facts.lastHeartbeatAt) };
  },
};
const line = (level: string) => (fields: object, message: string) => {
  const { err } = fields as { err?: unknown };
  send({ type: "log", level, message, text: `${JSON.stringify(fields)} ${err instanceof Error ? (err.stack ?? err.message) : ""}` });
};
const log: Log = { info: line("info"), warn: line("warn"), error: line("error") };

const calls: CallPort = {
  refusal: async () => null,
  send: async (call) => (await ask("send", "", call.channel, call)) as CallAnswer,
  look: async (channel, path) => (await ask("look", "", channel, path)) as number,
};

function pointsOf(rules: readonly PointRule[], isTracing: boolean): CrashPoint {
  const counts = new Map<string, number>();
  return async (runId, name) => {
    const key = `${runId} ${name}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    if (isTracing) send({ type: "point", runId, name, nth });
    const rule = rules.find((each) => each.runId === runId && each.name === name && each.nth === nth);
    if (!rule) return;
    if (rule.act === "kill") process.kill(process.pid, "SIGKILL");
    send({ type: "reached", rule });
    if (rule.act === "freeze") await standStill();
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  };
}

async function start(message: Extract<ToHub, { type: "start" }>): Promise<void> {
  const db = openDatabase(message.url, message.poolSize);
  const { hubId, tuning } = message;
  const runner = await startRunner({
    db,
    hubId,
    agents,
    links,
    calls,
    log,
    now: () => new Date(),
    tuning,
    crashPoint: pointsOf(message.rules, message.isTracing),
  });
  const watching = message.isWatching ? startWatching({ db, hubId, agents, links, log, now: () => new Date() }) : null;
  process.on("message", (told: ToHub) => {
    if (told.type !== "stop") return;
    void Promise.all([runner.stop(), watching?.stop()])
      .then(() => db.close())
      .then(() => {
        send({ type: "stopped" });
        process.disconnect();
      });
  });
  send({ type: "ready" });
}

process.on("disconnect", () => process.exit(0));
process.on("message", (message: ToHub) => {
  if (message.type === "start") start(message).catch((err: unknown) => log.error({ err }, "the hub did not start"));
  else if (message.type === "go") goOn?.();
  else if (message.type === "answer") {
    const answer = asked.get(message.id);
    asked.delete(message.id);
    answer?.(message);
  }
});
send({ type: "loaded" });
