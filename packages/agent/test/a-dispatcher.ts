import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agentContract, type CommandOrder, type Receipt, type SignedCommand } from "@holdfast/contracts/command";
import { ClusterId, CommandId } from "@holdfast/contracts/ids";
import { expect, vi } from "vitest";
import { z } from "zod";
import { defineCommand, Refused } from "../src/commands/define-command";
import { Dispatcher, type DispatcherPorts } from "../src/commands/dispatcher";
import { CommandJournal } from "../src/commands/journal";
import { CommandKeys } from "../src/commands/verify-command";
import { hubClock } from "../src/link/hub-clock";
import { RecordingOutbox, recordingLog } from "./recording-outbox";
import { TestClock } from "./test-clock";

/** The cluster of this world's agent. */
export const CLUSTER = ClusterId.parse(randomUUID());
const pair = generateKeyPairSync("ed25519");
/** The private half of the key that the hub signs with. */
export const hubKey = pair.privateKey;
/** A key that the hub never had. */
export const stranger = generateKeyPairSync("ed25519");
/** The public half of the key that the hub signs with. */
export const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();

/** What the dispatcher under test stands in: made anew by `setUp`. */
export const world = {
  folder: "",
  clock: new TestClock(),
  outbox: new RecordingOutbox(),
  effects: [] as number[],
  gate: Promise.resolve(),
  renewals: 0,
  parts: {} as DispatcherPorts,
};
let seq = 0;

const addContract = agentContract("number.add", z.strictObject({ n: z.number() }), z.object({ sum: z.number() }));
/** Adds a number to the world: an effect that would show if it happened twice. */
const add = defineCommand({
  contract: addContract,
  rbac: [],
  async handle(_, { n }) {
    if (n < 0) throw new Refused("Negative", "numbers go up");
    await world.gate;
    world.effects.push(n);
    return { output: { sum: world.effects.reduce((a, b) => a + b, 0) }, changes: [] };
  },
});

/** A dispatcher on the journal of this world, recovered as after a start. */
export async function dispatcher(part: Partial<DispatcherPorts> = {}): Promise<Dispatcher> {
  const hubTime = hubClock(world.clock);
  hubTime.sample(world.clock.now().toISOString(), world.clock.monotonicMs(), world.clock.monotonicMs());
  const keys = new CommandKeys();
  keys.replace([{ keyId: "key-1", publicKeyPem }]);
  world.parts = {
    ...{
      clusterId: CLUSTER,
      journal: await CommandJournal.open(world.folder),
      keys,
      hubClock: hubTime,
      outbox: world.outbox,
      findings: world.outbox.book,
      log: recordingLog(),
    },
    askTime: async () => {
      hubTime.reset();
      hubTime.sample(
        new Date(Date.parse("2026-11-21T08:00:00Z") + world.clock.monotonicMs()).toISOString(),
        world.clock.monotonicMs(),
        world.clock.monotonicMs(),
      );
      return true;
    },
    renewKeys: () => world.renewals++,
    isOurCluster: () => Promise.resolve(true),
    context: {} as DispatcherPorts["context"],
    findCommand: (name) => (name === add.name ? add : undefined),
    ...part,
  };
  const made = new Dispatcher(world.parts);
  await made.recover();
  return made;
}

/** A command that adds one, unless said otherwise. */
export const order = (part: Partial<CommandOrder> = {}): CommandOrder => {
  const id = CommandId.parse(randomUUID());
  const now = Date.parse("2026-11-21T08:00:00Z") + world.clock.monotonicMs();
  return {
    ...{ id, clusterId: CLUSTER, seq: ++seq, name: add.name, input: { n: 1 }, scope: "group-a", epoch: 1, idempotencyKey: `key of ${id}` },
    ...{ issuedAt: new Date(now).toISOString(), expiresAt: new Date(now + 30_000).toISOString() },
    ...part,
  };
};
/** The command as the hub signs it. */
export const signed = (about: CommandOrder, key = pair.privateKey, keyId = "key-1"): SignedCommand => {
  const payload = JSON.stringify(about);
  return { payload, signature: sign(null, Buffer.from(payload), key).toString("base64url"), keyId };
};

/** The last words that were said, in their order. */
export const receipts = (): Receipt[] =>
  world.outbox.said.flatMap((message) => (message.type === "receipt" && message.receipt.outcome !== "accepted" ? [message.receipt] : []));
/** Orders something and waits for its last word. */
export async function give(to: Dispatcher, about: CommandOrder, command = signed(about)): Promise<Receipt | undefined> {
  const before = receipts().length;
  to.take(about.seq, command);
  await vi.waitFor(() => expect(receipts().length).toBeGreaterThan(before), { timeout: 3000, interval: 2 });
  return receipts().at(-1);
}

/** A fresh world, before each case. */
export function setUp(): void {
  Object.assign(world, {
    folder: mkdtempSync(join(tmpdir(), "dispatcher-")),
    clock: new TestClock(),
    outbox: new RecordingOutbox(),
    effects: [],
    gate: Promise.resolve(),
    renewals: 0,
  });
}

/** Leaves nothing of it behind. */
export async function tearDown(): Promise<void> {
  await world.parts.journal.close().catch(() => undefined);
  rmSync(world.folder, { recursive: true });
}
