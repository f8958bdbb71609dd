import { agentContract, type Receipt } from "@holdfast/contracts/command";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { dispatcher, give, order, receipts, setUp, signed, tearDown, world } from "../../test/a-dispatcher";
import { defineCommand, type Interrupted, Unfinished } from "./define-command";

const Empty = z.strictObject({});
const Pods = z.object({ evicted: z.number() });
let release = () => {};
let running = 0;

/** Tells how far it is, then waits until the case lets it end. */
const long = defineCommand({
  contract: agentContract("long.walk", Empty, Pods),
  rbac: [],
  isLong: true,
  async handle(_, __, { signal, tell }) {
    running++;
    tell({ evicted: 1 });
    const stopped = new Promise<Interrupted>((resolve) => signal.addEventListener("abort", () => resolve(signal.reason as Interrupted)));
    const end = await Promise.race([stopped, new Promise<null>((resolve) => (release = () => resolve(null)))]);
    running--;
    if (end) throw new Unfinished(end.reason, "stopped half way", { output: { evicted: 1 }, changes: [] });
    return { output: { evicted: 2 }, changes: [] };
  },
});
const back = defineCommand({
  contract: agentContract("walk.back", Empty, Pods),
  rbac: [],
  overtakes: [long.name],
  handle: async () => ({ output: { evicted: running }, changes: [] }),
});
const quick = defineCommand({
  contract: agentContract("quick.look", Empty, Pods),
  rbac: [],
  handle: async () => ({ output: { evicted: running }, changes: [] }),
});
const known = [long, back, quick];
const aDispatcher = () => dispatcher({ findCommand: (name) => known.find((each) => each.name === name) });
const said = (): Receipt[] => world.outbox.said.flatMap((message) => (message.type === "receipt" ? [message.receipt] : []));
const begin = async (to: Awaited<ReturnType<typeof aDispatcher>>, scope: string) => {
  const about = order({ name: long.name, input: {}, scope });
  const before = running;
  to.take(about.seq, signed(about));
  await vi.waitFor(() => expect(running).toBe(before + 1));
  return about;
};

beforeEach(() => {
  setUp();
  running = 0;
});
afterEach(tearDown);

describe("a command that takes its time", () => {
  it("tells how far it is under the outcome accepted, and its last word comes at its end", async () => {
    const agent = await aDispatcher();
    const { id } = await begin(agent, "node-1");
    expect(said().map(({ outcome, output }) => ({ outcome, output }))).toEqual([
      { outcome: "accepted", output: null },
      { outcome: "accepted", output: { evicted: 1 } },
    ]);
    release();
    await agent.idle();
    expect(receipts()).toMatchObject([{ commandId: id, outcome: "succeeded", output: { evicted: 2 } }]);
  });

  it("is stopped by the order that overtakes it in its scope, which then has its turn", async () => {
    const agent = await aDispatcher();
    const { id } = await begin(agent, "node-1");
    const stop = order({ name: back.name, input: {}, scope: "node-1" });
    agent.take(stop.seq, signed(stop));
    await agent.idle();
    expect(receipts()).toMatchObject([
      { commandId: id, outcome: "failed", reason: "Overtaken", output: { evicted: 1 } },
      { commandId: stop.id, outcome: "succeeded", output: { evicted: 0 } },
    ]);
  });

  it("is not stopped by an order for something else", async () => {
    const agent = await aDispatcher();
    await begin(agent, "node-1");
    expect(await give(agent, order({ name: back.name, input: {}, scope: "node-2" }))).toMatchObject({ output: { evicted: 1 } });
    agent.interrupt();
    await agent.idle();
  });

  it("takes no slot from the short ones, and a ninth is refused at once", async () => {
    const agent = await aDispatcher();
    for (let i = 0; i < 8; i++) await begin(agent, `node-${i}`);
    expect(await give(agent, order({ name: quick.name, input: {}, scope: "other" }))).toMatchObject({ output: { evicted: 8 } });
    const ninth = order({ name: long.name, input: {}, scope: "node-9" });
    expect(await give(agent, ninth)).toMatchObject({ commandId: ninth.id, outcome: "refused", reason: "AgentBusy" });
    agent.interrupt();
    await agent.idle();
  });

  it("ends with what it did when the agent stops, and a restarted agent says just that again", async () => {
    const agent = await aDispatcher();
    const { id } = await begin(agent, "node-1");
    agent.interrupt();
    await agent.idle();
    expect(receipts()).toMatchObject([{ commandId: id, outcome: "failed", reason: "AgentStopping", output: { evicted: 1 } }]);
    await world.parts.journal.close();
    world.outbox.said.length = 0;
    await aDispatcher();
    expect(receipts()).toMatchObject([{ commandId: id, outcome: "failed", reason: "AgentStopping", output: { evicted: 1 } }]);
  });
});
