import { type KeyObject, randomUUID, sign } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { WARRANT_MEDIA_TYPE, Warrant, type WarrantEnvelope, type WarrantLine } from "@holdfast/contracts/warrant";
import { preAuthentication } from "@holdfast/domain/warrant/dsse";
import type { Dispatcher } from "../src/commands/dispatcher";
import type { BootTime } from "../src/warrant/boot-clock";
import { WarrantDesk, type WarrantPorts } from "../src/warrant/warrant-desk";
import { CLUSTER, dispatcher, hubKey, world } from "./a-dispatcher";
import { recordingLog } from "./recording-outbox";

/** What the world of a warrant has beside that of its dispatcher. */
export const around = {
  boot: { bootId: "boot-1", uptimeMs: 1000 } as BootTime | null,
  silentMs: 0,
  seen: new Map<string, number>(),
  asked: [] as string[],
};

/** Time passes, on every clock of the machine, and no hub is heard unless it is said. */
export function pass(ms: number, isHubSilent = true): void {
  world.clock.pass(ms);
  if (around.boot) around.boot = { ...around.boot, uptimeMs: around.boot.uptimeMs + ms };
  around.silentMs = isHubSilent ? around.silentMs + ms : 0;
}

/** A warrant to add one, then two, each seen by the sum that it leaves. */
export const aWarrant = (part: Partial<Warrant> = {}): Warrant => {
  const runId = part.runId ?? randomUUID();
  const now = world.clock.now().getTime();
  const step = (name: string, n: number, sum: number) => ({
    ...{ name, use: "workload.scale", timeoutSeconds: 60 },
    order: { commandId: randomUUID(), name: "number.add", input: { n }, idempotencyKey: `run:${runId}:${name}:1:do` },
    check: { query: "sum.read", input: {}, expect: [{ at: "/sum", from: sum, to: 1000 }] },
  });
  return Warrant.parse({
    ...{ id: randomUUID(), runId, number: 1, clusterId: CLUSTER, planName: "core", planVersion: 1, scope: "group-a", epoch: 3 },
    ...{ planContentHash: "a".repeat(64), subjectHash: "b".repeat(64), silentSeconds: 30 },
    ...{ issuedAt: new Date(now).toISOString(), expiresAt: new Date(now + 900_000).toISOString() },
    steps: [step("one", 1, 1), step("two", 2, 3)],
    ...part,
  });
};

/** A warrant as the hub signs it; `over` is what the signature is really over. */
export function envelopeOf(warrant: Warrant, key: KeyObject = hubKey, over?: string): WarrantEnvelope {
  const payload = JSON.stringify(warrant);
  const sig = sign(null, Buffer.from(over ?? preAuthentication(WARRANT_MEDIA_TYPE, payload)), key).toString("base64url");
  return { payloadType: WARRANT_MEDIA_TYPE, payload: Buffer.from(payload).toString("base64"), signatures: [{ keyid: "key-1", sig }] };
}

/** A desk and the dispatcher that carries out for it, on the folder of this world: as after a start. */
export async function aDesk(part: Partial<WarrantPorts> = {}): Promise<{ desk: WarrantDesk; orders: Dispatcher }> {
  const orders = await dispatcher();
  const { keys, journal, hubClock } = world.parts;
  const desk = new WarrantDesk({
    ...{ folder: join(world.folder, "warrants"), clusterId: CLUSTER, keys, journal, hubNow: hubClock.now },
    ...{ bootClock: () => around.boot, silentMs: () => around.silentMs, monotonicMs: world.clock.monotonicMs },
    ...{ findings: world.outbox.book, log: recordingLog(), knows: ({ order }) => order.name === "number.add" },
    ask: async (query) => {
      around.asked.push(query);
      return { sum: world.effects.reduce((a, b) => a + b, 0) };
    },
    carryOut: (order, permit, begin) => orders.actByItself(order, permit, begin),
    say: (progress) => world.outbox.say({ type: "warrant", progress }),
    ...part,
  });
  await desk.open();
  return { desk, orders };
}

/** Goes on for as long as there is something to do at once. */
export async function turns(desk: WarrantDesk, times = 8): Promise<void> {
  for (let i = 0; i < times; i++) await desk.turn();
}

/** What was said last of a warrant: the step, and what was done about it. */
export const saidOf = (warrantId: string): string[] => {
  const last = world.outbox.said.findLast((message) => message.type === "warrant" && message.progress.warrantId === warrantId);
  const lines: readonly WarrantLine[] = last?.type === "warrant" ? last.progress.lines : [];
  return lines.map(({ step, did, end, outcome }) => [step, did, end ?? outcome].filter((word) => word !== null).join(" "));
};

/** The files of the warrants. */
export const warrantFiles = (): string[] => readdirSync(join(world.folder, "warrants")).map((name) => join(world.folder, "warrants", name));
