import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agentContract, type CommandOrder, type Receipt, type SignedCommand } from "@holdfast/contracts/command";
import { ClusterId, CommandId } from "@holdfast/contracts/ids";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { RecordingOutbox, recordingLog } from "../../test/recording-outbox";
import { TestClock } from "../../test/test-clock";
import { hubClock } from "../link/hub-clock";
import { defineCommand, Refused } from "./define-command";
import { Dispatcher, type DispatcherPorts } from "./dispatcher";
import { CommandJournal } from "./journal";
import { CommandKeys } from "./verify-command";

const CLUSTER = ClusterId.parse(randomUUID());
const pair = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();

let folder: string;
let clock: TestClock;
let outbox: RecordingOutbox;
let effects: number[];
let gate: Promise<void>;
let renewals: number;
let parts: DispatcherPorts;
let seq = 0;

const addContract = agentContract("number.add", z.strictObject({ n: z.number() }), z.object({ sum: z.number() }));
/** Adds a number to the world: an effect that would show if it happened twice. */
const add = defineCommand({
  contract: addContract,
  rbac: [],
  async handle(_, { n }) {
    if (n < 0) throw new Refused("Negative", "numbers go up");
    await gate;
    effects.push(n);
    return { output: { sum: effects.reduce((a, b) => a + b, 0) }, changes: [] };
  },
});

async function dispatcher(part: Partial<DispatcherPorts> = {}): Promise<Dispatcher> {
  const hubTime = hubClock(clock);
  hubTime.sample(clock.now().toISOString(), clock.monotonicMs(), clock.monotonicMs());
  const keys = new CommandKeys();
  keys.replace([{ keyId: "key-1", publicKeyPem }]);
  parts = {
    ...{
      clusterId: CLUSTER,
      journal: await CommandJournal.open(folder),
      keys,
      hubClock: hubTime,
      outbox,
      findings: outbox.book,
      log: recordingLog(),
    },
    askTime: async () => {
      hubTime.reset();
      hubTime.sample(
        new Date(Date.parse("2026-11-21T08:00:00Z") + clock.monotonicMs()).toISOString(),
        clock.monotonicMs(),
        clock.monotonicMs(),
      );
      return true;
    },
    renewKeys: () => renewals++,
    isOurCluster: () => Promise.resolve(true),
    context: {} as DispatcherPorts["context"],
    findCommand: (name) => (name === add.name ? add : undefined),
    ...part,
  };
  const made = new Dispatcher(parts);
  await made.recover();
  return made;
}

const order = (part: Partial<CommandOrder> = {}): CommandOrder => {
  const id = CommandId.parse(randomUUID());
  const now = Date.parse("2026-11-21T08:00:00Z") + clock.monotonicMs();
  return {
    ...{ id, clusterId: CLUSTER, seq: ++seq, name: add.name, input: { n: 1 }, scope: "group-a", epoch: 1, idempotencyKey: `key of ${id}` },
    ...{ issuedAt: new Date(now).toISOString(), expiresAt: new Date(now + 30_000).toISOString() },
    ...part,
  };
};
const signed = (about: CommandOrder, key = pair.privateKey, keyId = "key-1"): SignedCommand => {
  const payload = JSON.stringify(about);
  return { payload, signature: sign(null, Buffer.from(payload), key).toString("base64url"), keyId };
};

const receipts = (): Receipt[] =>
  outbox.said.flatMap((message) => (message.type === "receipt" && message.receipt.outcome !== "accepted" ? [message.receipt] : []));
/** Orders something and waits for its last word. */
async function give(to: Dispatcher, about: CommandOrder, command = signed(about)): Promise<Receipt | undefined> {
  const before = receipts().length;
  to.take(about.seq, command);
  await vi.waitFor(() => expect(receipts().length).toBeGreaterThan(before), { timeout: 3000, interval: 2 });
  return receipts().at(-1);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dispatcher-"));
  clock = new TestClock();
  outbox = new RecordingOutbox();
  effects = [];
  gate = Promise.resolve();
  renewals = 0;
});
afterEach(async () => {
  await parts.journal.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

describe("a command", () => {
  it("is carried out, and answered with what came of it", async () => {
    const agent = await dispatcher();
    expect(await give(agent, order({ input: { n: 4 } }))).toMatchObject({ outcome: "succeeded", output: { sum: 4 } });
    expect(effects).toEqual([4]);
  });

  it("that the world refuses is answered with the reason", async () => {
    const agent = await dispatcher();
    expect(await give(agent, order({ input: { n: -1 } }))).toMatchObject({ outcome: "refused", reason: "Negative" });
    expect(await give(agent, order({ input: { n: "four" } }))).toMatchObject({
      outcome: "refused",
      reason: "InvalidInput",
      message: expect.stringContaining("n:"),
    });
    expect(await give(agent, order({ name: "world.end" }))).toMatchObject({ outcome: "refused", reason: "UnknownCommand" });
    expect(effects).toEqual([]);
  });
});

describe("who may order", () => {
  it.each([
    ["with another key", (about: CommandOrder) => signed(about, stranger.privateKey), "SignatureInvalid"],
    ["without a signature", (about: CommandOrder) => ({ ...signed(about), signature: "" }), "SignatureInvalid"],
    [
      "with a changed payload",
      (about: CommandOrder) => ({ ...signed(about), payload: JSON.stringify({ ...about, input: { n: 99 } }) }),
      "SignatureInvalid",
    ],
    [
      "with the signature of another command",
      (about: CommandOrder) => ({ ...signed(about), signature: signed(order()).signature }),
      "SignatureInvalid",
    ],
    ["that is no command", () => signed({ hello: "world" } as never), "Malformed"],
  ])("nobody %s", async (_, forge, reason) => {
    const agent = await dispatcher();
    const about = order();
    agent.take(about.seq, forge(about));
    await vi.waitFor(() => expect(outbox.findings.has(`CommandUnproven ${reason}`)).toBe(true));
    await agent.idle();
    expect(effects).toEqual([]);
    expect(receipts().every((receipt) => receipt.outcome === "refused")).toBe(true);
  });

  it("nobody for another cluster, or under another number than it was given", async () => {
    const agent = await dispatcher();
    const foreign = order({ clusterId: ClusterId.parse(randomUUID()) });
    expect(await give(agent, foreign)).toMatchObject({ outcome: "refused", reason: "WrongCluster" });
    const moved = order();
    agent.take(moved.seq + 5, signed(moved));
    await vi.waitFor(() => expect(receipts().at(-1)).toMatchObject({ reason: "SequenceMismatch" }));
    expect(effects).toEqual([]);
  });

  it("a forged command cannot take the key of a true one", async () => {
    const agent = await dispatcher();
    const about = order();
    await give(agent, about, signed(about, stranger.privateKey));
    expect(await give(agent, { ...about, seq: ++seq }, signed({ ...about, seq }))).toMatchObject({ outcome: "succeeded" });
  });

  it("a key that is not known yet makes the agent ask the hub again, once, and hold everything until then", async () => {
    const agent = await dispatcher();
    const first = order();
    const second = order();
    agent.take(first.seq, signed(first, stranger.privateKey, "key-2"));
    agent.take(second.seq, signed(second));
    await vi.waitFor(() => expect(renewals).toBe(1));
    await agent.idle();
    expect(effects).toEqual([]);
    parts.keys.replace([
      { keyId: "key-1", publicKeyPem },
      { keyId: "key-2", publicKeyPem: stranger.publicKey.export({ type: "spki", format: "pem" }).toString() },
    ]);
    agent.resume();
    expect(await give(agent, first, signed(first, stranger.privateKey, "key-2"))).toMatchObject({ outcome: "succeeded" });
    expect(await give(agent, second)).toMatchObject({ outcome: "succeeded" });
  });

  it("a key that stays unknown is refused, and does not make the agent ask for ever", async () => {
    const agent = await dispatcher();
    const about = order();
    const command = signed(about, stranger.privateKey, "key-9");
    agent.take(about.seq, command);
    await vi.waitFor(() => expect(renewals).toBe(1));
    parts.keys.replace([{ keyId: "key-1", publicKeyPem }]);
    agent.resume();
    expect(await give(agent, about, command)).toMatchObject({ outcome: "refused", reason: "KeyUnknown" });
    expect(renewals).toBe(1);
  });

  it("nobody, when the kubeconfig leads to another cluster", async () => {
    const agent = await dispatcher({ isOurCluster: () => Promise.resolve(false) });
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "WrongCluster" });
    expect(effects).toEqual([]);
  });
});

describe("fencing", () => {
  it("an older epoch of the same scope is refused, also after a restart; other scopes have their own", async () => {
    const agent = await dispatcher();
    await give(agent, order({ epoch: 5 }));
    expect(await give(agent, order({ epoch: 4 }))).toMatchObject({ outcome: "refused", reason: "StaleEpoch" });
    expect(await give(agent, order({ epoch: 1, scope: "group-b" }))).toMatchObject({ outcome: "succeeded" });
    await parts.journal.close();
    const again = await dispatcher();
    expect(await give(again, order({ epoch: 4 }))).toMatchObject({ outcome: "refused", reason: "StaleEpoch" });
    expect(await give(again, order({ epoch: 5 }))).toMatchObject({ outcome: "succeeded" });
  });

  it("a command that waits in line is refused when a newer epoch arrives before its turn", async () => {
    const agent = await dispatcher();
    let release: () => void = () => undefined;
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const [running, waiting, newer] = [order({ epoch: 1 }), order({ epoch: 1 }), order({ epoch: 2 })];
    for (const each of [running, waiting, newer]) agent.take(each.seq, signed(each));
    await vi.waitFor(() => expect(parts.journal.epochOf("group-a")).toBe(2));
    release();
    await agent.idle();
    await vi.waitFor(() => expect(receipts()).toHaveLength(3));
    const outcomes = new Map(receipts().map((receipt) => [receipt.commandId, receipt.reason ?? receipt.outcome]));
    expect([running, waiting, newer].map((each) => outcomes.get(each.id))).toEqual(["succeeded", "StaleEpoch", "succeeded"]);
  });
});

describe("time", () => {
  it("an expired command is refused, by the hub's clock", async () => {
    const agent = await dispatcher();
    const about = order();
    clock.pass(31_000);
    expect(await give(agent, about)).toMatchObject({ outcome: "refused", reason: "Expired" });
    expect(effects).toEqual([]);
  });

  it.each([3_600_000, -3_600_000])("a jump of the local clock by %d ms neither expires nor revives a command", async (jump) => {
    const agent = await dispatcher();
    const valid = order();
    const late = order({ expiresAt: new Date(Date.parse("2026-11-21T08:00:00Z") + 1000).toISOString() });
    clock.pass(2000);
    clock.jump(jump);
    expect(await give(agent, valid)).toMatchObject({ outcome: "succeeded" });
    expect(await give(agent, late)).toMatchObject({ outcome: "refused", reason: "Expired" });
  });

  it("a command is refused when the hub's time cannot be known", async () => {
    const agent = await dispatcher({ askTime: () => Promise.resolve(false) });
    clock.jump(3_600_000);
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "TimeUnknown" });
    expect(effects).toEqual([]);
  });
});

describe("no effect twice", () => {
  it("the same command, delivered many times and out of order, happens once", async () => {
    const agent = await dispatcher();
    const [a, b] = [order({ input: { n: 1 } }), order({ input: { n: 2 } })];
    for (const each of [b, a, b, a, a, b]) agent.take(each.seq, signed(each));
    await agent.idle();
    await vi.waitFor(() => expect(new Set(receipts().map((receipt) => receipt.commandId)).size).toBe(2));
    expect(effects.sort()).toEqual([1, 2]);
  });

  it("another command with the same key gets the first one's answer, also after a restart and while it is under way", async () => {
    const agent = await dispatcher();
    let release: () => void = () => undefined;
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const [first, second, third] = ["same", "same", "same"].map((idempotencyKey) => order({ idempotencyKey })) as [
      CommandOrder,
      CommandOrder,
      CommandOrder,
    ];
    agent.take(first.seq, signed(first));
    agent.take(second.seq, signed(second));
    release();
    await vi.waitFor(() => expect(receipts().map((receipt) => receipt.commandId)).toEqual([first.id, second.id]));
    await parts.journal.close();
    const again = await dispatcher();
    expect(await give(again, third)).toMatchObject({ commandId: third.id, outcome: "succeeded", output: { sum: 1 } });
    expect(effects).toEqual([1]);
  });

  it("commands of one scope are carried out in their order, those of others meanwhile", async () => {
    const agent = await dispatcher();
    const given = [
      order({ input: { n: 1 } }),
      order({ input: { n: 2 } }),
      order({ input: { n: 3 }, scope: "group-b" }),
      order({ input: { n: 4 } }),
    ];
    for (const each of given) agent.take(each.seq, signed(each));
    await vi.waitFor(() => expect(effects).toHaveLength(4));
    expect(effects.filter((n) => n !== 3)).toEqual([1, 2, 4]);
  });

  it("a process that died between start and end answers unknown, and does not act again", async () => {
    const agent = await dispatcher();
    gate = new Promise(() => undefined);
    const about = order();
    agent.take(about.seq, signed(about));
    await vi.waitFor(() => expect(parts.journal.find(about.idempotencyKey)?.isStarted).toBe(true));
    // The process ends here, as by kill -9: nothing is closed or told.
    gate = Promise.resolve();
    const again = await dispatcher();
    expect(receipts()).toMatchObject([{ commandId: about.id, outcome: "unknown", reason: "AgentDied" }]);
    expect(await give(again, about)).toMatchObject({ outcome: "unknown" });
    expect(effects).toEqual([]);
  });

  it("a process that died before the start is given the command again, and carries it out", async () => {
    const agent = await dispatcher({ isOurCluster: () => new Promise(() => undefined) });
    const about = order();
    agent.take(about.seq, signed(about));
    await vi.waitFor(() => expect(parts.journal.find(about.idempotencyKey)).toBeDefined());
    const again = await dispatcher();
    expect(parts.journal.lastSeq).toBe(about.seq - 1);
    expect(await give(again, about)).toMatchObject({ outcome: "succeeded" });
  });

  it("receipts are said again after a restart until the hub has them", async () => {
    const agent = await dispatcher();
    const receipt = await give(agent, order());
    await parts.journal.close();
    outbox.said.length = 0;
    await dispatcher();
    expect(receipts()).toEqual([receipt]);
    if (receipt) parts.journal.acked(receipt);
    await parts.journal.close();
    outbox.said.length = 0;
    await dispatcher();
    expect(receipts()).toEqual([]);
  });
});

describe("a disk that fails", () => {
  it("keeps the agent from acting: what cannot be written down is not done", async () => {
    const agent = await dispatcher();
    vi.spyOn(parts.journal, "receive").mockRejectedValueOnce(new Error("ENOSPC: no space left on device"));
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "JournalUnavailable" });
    vi.spyOn(parts.journal, "start").mockRejectedValueOnce(new Error("ENOSPC: no space left on device"));
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "JournalUnavailable" });
    expect(effects).toEqual([]);
    expect(await give(agent, order())).toMatchObject({ outcome: "succeeded" });
  });
});
