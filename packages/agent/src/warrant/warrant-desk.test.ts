import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import type { Warrant } from "@holdfast/contracts/warrant";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { give, order, setUp, stranger, tearDown, world } from "../../test/a-dispatcher";
import { aDesk, around, aWarrant, envelopeOf, pass, saidOf, turns, warrantFiles } from "../../test/a-warrant";
import type { WarrantDesk } from "./warrant-desk";

beforeEach(() => {
  setUp();
  Object.assign(around, { boot: { bootId: "boot-1", uptimeMs: 1000 }, silentMs: 0, asked: [] });
});
afterEach(tearDown);

/** The process ends and another begins on the same disk, with no hub to ask for the time. */
async function restart(desk: WarrantDesk) {
  await desk.close();
  await world.parts.journal.close();
  return aDesk();
}

const WHOLE = [
  "one ordered",
  "one answered succeeded",
  "one verified",
  "two ordered",
  "two answered succeeded",
  "two verified",
  "ended finished",
];

describe("an agent that holds a warrant", () => {
  it("does nothing while a hub answers, and goes on in order once none has for so long, each step seen before the next", async () => {
    const { desk } = await aDesk();
    const warrant = await desk.hold(envelopeOf(aWarrant()));
    pass(600_000, false);
    await turns(desk);
    expect(world.effects).toEqual([]);
    expect(around.asked).toEqual([]);
    pass(29_000);
    await turns(desk);
    expect(world.effects).toEqual([]);
    pass(1000);
    await turns(desk);
    expect(world.effects).toEqual([1, 2]);
    expect(saidOf(warrant.id)).toEqual(WHOLE);
    await desk.close();
  });

  it("leaves what the hub has ordered to be looked at, and gives the hub's late order its first answer", async () => {
    const { desk, orders } = await aDesk();
    const warrant = aWarrant();
    const [one, two] = warrant.steps.map((step) => step.order);
    await desk.hold(envelopeOf(warrant));
    await give(orders, order({ idempotencyKey: one!.idempotencyKey, epoch: 3 }));
    pass(30_000);
    await turns(desk);
    expect(saidOf(warrant.id)).toEqual(["one found", "two ordered", "two answered succeeded", "two verified", "ended finished"]);
    const again = await give(orders, order({ idempotencyKey: two!.idempotencyKey, epoch: 3, input: { n: 2 } }));
    expect(again).toMatchObject({ outcome: "succeeded", output: { sum: 3 } });
    expect(world.effects).toEqual([1, 2]);
    await desk.close();
  });

  it("stops in the middle when the hub comes back, and goes on where it was when that falls silent again", async () => {
    const { desk } = await aDesk();
    const warrant = await desk.hold(envelopeOf(aWarrant()));
    pass(30_000);
    await desk.turn();
    expect(world.effects).toEqual([1]);
    pass(1000, false);
    await turns(desk);
    expect(world.effects).toEqual([1]);
    pass(30_000);
    await turns(desk);
    expect(world.effects).toEqual([1, 2]);
    expect(saidOf(warrant.id)).toEqual(WHOLE);
    await desk.close();
  });

  it("stops at a step that is refused or does not come to be seen, and orders it no more", async () => {
    const { desk } = await aDesk();
    const base = aWarrant();
    const steps = [{ ...base.steps[0]!, order: { ...base.steps[0]!.order, input: { n: -1 } } }, base.steps[1]!];
    await desk.hold(envelopeOf({ ...base, steps }));
    pass(30_000);
    await turns(desk);
    expect(saidOf(base.id)).toEqual(["one ordered", "one answered refused", "one ended stopped"]);
    const blind = { ...aWarrant({ runId: base.runId, number: 2 }) };
    const unseen = { ...blind.steps[1]!, check: { ...blind.steps[1]!.check, expect: [{ at: "/sum", is: 99 }] } };
    around.silentMs = 0;
    await desk.hold(envelopeOf({ ...blind, steps: [unseen] }));
    pass(30_000);
    await turns(desk);
    pass(60_000);
    await turns(desk);
    expect(saidOf(blind.id)).toEqual(["two ordered", "two answered succeeded", "two ended stopped"]);
    expect(world.effects).toEqual([2]);
    await desk.close();
  });

  it("ends at its expiry, and when a later run was seen", async () => {
    const { desk, orders } = await aDesk();
    const late = await desk.hold(envelopeOf(aWarrant()));
    around.silentMs = 0;
    pass(900_000);
    await turns(desk);
    expect(saidOf(late.id)).toEqual(["ended expired"]);
    const fenced = await desk.hold(envelopeOf(aWarrant({ scope: "group-b" })));
    await give(orders, order({ scope: "group-b", epoch: 4 }));
    pass(30_000);
    await turns(desk);
    expect(saidOf(fenced.id)).toEqual(["ended fenced"]);
    expect(world.effects).toEqual([1]);
    await desk.close();
  });

  it("does nothing more once the hub has it drop the warrant, and takes a later one of the run in its place", async () => {
    const { desk } = await aDesk();
    const first = await desk.hold(envelopeOf(aWarrant()));
    const second = await desk.hold(envelopeOf(aWarrant({ runId: first.runId, number: 2 })));
    expect(saidOf(first.id)).toEqual(["ended superseded"]);
    await expect(desk.hold(envelopeOf(aWarrant({ runId: first.runId, number: 1 })))).rejects.toMatchObject({ reason: "Superseded" });
    pass(30_000);
    await desk.turn();
    expect(await desk.revoke(first.runId)).toEqual({ isKnown: true, end: null });
    await turns(desk);
    expect(world.effects).toEqual([1]);
    expect(saidOf(second.id)).toEqual(["one ordered", "one answered succeeded", "ended revoked"]);
    expect(await desk.revoke(aWarrant().runId)).toEqual({ isKnown: false, end: null });
    await desk.close();
  });

  it("does nothing that it could not write down first", async () => {
    const { desk } = await aDesk();
    const warrant = await desk.hold(envelopeOf(aWarrant()));
    const { journal } = world.parts;
    Object.assign(journal, { start: () => Promise.reject(new Error("no space left on device")) });
    pass(30_000);
    await turns(desk);
    expect(world.effects).toEqual([]);
    expect(saidOf(warrant.id)).toEqual([]);
    await desk.close();
  });
});

describe("a warrant that is not to be believed", () => {
  const other = () => crypto.randomUUID() as Warrant["clusterId"];
  it.each<[string, () => Promise<unknown> | Promise<void>, string]>([
    ["signed by somebody else", async () => envelopeOf(aWarrant(), stranger.privateKey), "SignatureInvalid"],
    ["signed as something else", async () => envelopeOf(aWarrant(), undefined, JSON.stringify(aWarrant())), "SignatureInvalid"],
    [
      "changed after it was signed",
      async () => ({ ...envelopeOf(aWarrant()), payload: Buffer.from(JSON.stringify(aWarrant({ number: 9 }))).toString("base64") }),
      "SignatureInvalid",
    ],
    ["of a key that nobody knows", async () => ({ ...envelopeOf(aWarrant()), signatures: [{ keyid: "key-9", sig: "" }] }), "KeyUnknown"],
    ["for another cluster", async () => envelopeOf(aWarrant({ clusterId: other() })), "WrongCluster"],
    ["that has expired", async () => envelopeOf(aWarrant({ expiresAt: world.clock.now().toISOString() })), "Expired"],
    [
      "of an order that this agent does not know",
      async () =>
        envelopeOf(aWarrant({ steps: [{ ...aWarrant().steps[0]!, order: { ...aWarrant().steps[0]!.order, name: "world.end" } }] })),
      "UnknownStep",
    ],
  ])("is refused when it is %s, and nothing of it is kept", async (_, make, reason) => {
    const { desk } = await aDesk();
    await expect(desk.hold((await make()) as ReturnType<typeof envelopeOf>)).rejects.toMatchObject({ name: "Refused", reason });
    pass(60_000);
    await turns(desk);
    expect([world.effects, warrantFiles()]).toEqual([[], []]);
    await desk.close();
  });

  it("is refused under an epoch that is over, and on a machine whose clock does not outlive a restart", async () => {
    const { desk, orders } = await aDesk();
    await give(orders, order({ epoch: 4 }));
    await expect(desk.hold(envelopeOf(aWarrant()))).rejects.toMatchObject({ reason: "StaleEpoch" });
    around.boot = null;
    await expect(desk.hold(envelopeOf(aWarrant({ scope: "group-b" })))).rejects.toMatchObject({ reason: "TimeUnknown" });
    expect(warrantFiles()).toEqual([]);
    await desk.close();
  });
});

describe("an agent that is started anew under a warrant", () => {
  it("goes on by its lines, whatever the wall clock says now, and orders nothing twice", async () => {
    const first = await aDesk();
    const warrant = await first.desk.hold(envelopeOf(aWarrant()));
    pass(30_000);
    await first.desk.turn();
    world.clock.jump(-86_400_000);
    const { desk } = await restart(first.desk);
    await turns(desk);
    expect(world.effects).toEqual([1, 2]);
    expect(saidOf(warrant.id)).toEqual(WHOLE);
    await desk.close();
  });

  it("keeps the expiry by the machine's own clock, however the wall clock was set back", async () => {
    const first = await aDesk();
    const warrant = await first.desk.hold(envelopeOf(aWarrant()));
    pass(900_000);
    world.clock.jump(-900_000);
    const { desk } = await restart(first.desk);
    await turns(desk);
    expect(saidOf(warrant.id)).toEqual(["ended expired"]);
    expect(world.effects).toEqual([]);
    await desk.close();
  });

  it("ends when the machine was started anew too: nobody can say what time it is", async () => {
    const first = await aDesk();
    const warrant = await first.desk.hold(envelopeOf(aWarrant()));
    around.boot = { bootId: "boot-2", uptimeMs: 99_000 };
    const { desk } = await restart(first.desk);
    pass(60_000);
    await turns(desk);
    expect(saidOf(warrant.id)).toEqual(["ended timeUnknown"]);
    expect(world.effects).toEqual([]);
    await desk.close();
  });

  it("knows of an order that it died in, says that it may have had its effect, and does not give it again", async () => {
    const first = await aDesk();
    const warrant = aWarrant();
    await first.desk.hold(envelopeOf(warrant));
    const { commandId, idempotencyKey: key } = warrant.steps[0]!.order;
    await world.parts.journal.receive({ key, commandId, seq: 0, name: "number.add", scope: warrant.scope, epoch: 3 });
    await world.parts.journal.start(key);
    const { desk } = await restart(first.desk);
    pass(30_000);
    await turns(desk);
    expect(saidOf(warrant.id)).toEqual(["one ordered"]);
    pass(60_000);
    await turns(desk);
    expect(saidOf(warrant.id)).toEqual(["one ordered", "one ended stopped"]);
    expect(world.effects).toEqual([]);
    await desk.close();
  });

  it("cuts off a torn last line, and does nothing under a file that was changed", async () => {
    const first = await aDesk();
    const warrant = await first.desk.hold(envelopeOf(aWarrant()));
    appendFileSync(warrantFiles()[0]!, '{"at":"2026-');
    const second = await restart(first.desk);
    pass(30_000);
    await second.desk.turn();
    expect(saidOf(warrant.id)).toEqual(["one ordered", "one answered succeeded"]);

    const [file] = warrantFiles();
    writeFileSync(file!, readFileSync(file!, "utf8").replace('"sig":"', '"sig":"A'));
    const { desk } = await restart(second.desk);
    await turns(desk);
    expect(world.effects).toEqual([1]);
    expect([...world.outbox.findings.keys()]).toContain(`WarrantDamaged ${warrant.id}.journal`);
    await desk.close();
  });
});
