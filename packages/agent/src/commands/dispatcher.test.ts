import { randomUUID } from "node:crypto";
import type { CommandOrder } from "@holdfast/contracts/command";
import { ClusterId } from "@holdfast/contracts/ids";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dispatcher, give, order, publicKeyPem, receipts, setUp, signed, stranger, tearDown, world } from "../../test/a-dispatcher";

beforeEach(setUp);
afterEach(tearDown);

describe("a command", () => {
  it("is carried out, and answered with what came of it", async () => {
    const agent = await dispatcher();
    expect(await give(agent, order({ input: { n: 4 } }))).toMatchObject({ outcome: "succeeded", output: { sum: 4 } });
    expect(world.effects).toEqual([4]);
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
    expect(world.effects).toEqual([]);
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
    await vi.waitFor(() => expect(world.outbox.findings.has(`CommandUnproven ${reason}`)).toBe(true));
    await agent.idle();
    expect(world.effects).toEqual([]);
    expect(receipts().every((receipt) => receipt.outcome === "refused")).toBe(true);
  });

  it("nobody for another cluster, or under another number than it was given", async () => {
    const agent = await dispatcher();
    const foreign = order({ clusterId: ClusterId.parse(randomUUID()) });
    expect(await give(agent, foreign)).toMatchObject({ outcome: "refused", reason: "WrongCluster" });
    const moved = order();
    agent.take(moved.seq + 5, signed(moved));
    await vi.waitFor(() => expect(receipts().at(-1)).toMatchObject({ reason: "SequenceMismatch" }));
    expect(world.effects).toEqual([]);
  });

  it("a forged command cannot take the key of a true one", async () => {
    const agent = await dispatcher();
    const about = order();
    await give(agent, about, signed(about, stranger.privateKey));
    const again = { ...about, seq: order().seq };
    expect(await give(agent, again)).toMatchObject({ outcome: "succeeded" });
  });

  it("a key that is not known yet makes the agent ask the hub again, once, and hold everything until then", async () => {
    const agent = await dispatcher();
    const first = order();
    const second = order();
    agent.take(first.seq, signed(first, stranger.privateKey, "key-2"));
    agent.take(second.seq, signed(second));
    await vi.waitFor(() => expect(world.renewals).toBe(1));
    await agent.idle();
    expect(world.effects).toEqual([]);
    world.parts.keys.replace([
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
    await vi.waitFor(() => expect(world.renewals).toBe(1));
    world.parts.keys.replace([{ keyId: "key-1", publicKeyPem }]);
    agent.resume();
    expect(await give(agent, about, command)).toMatchObject({ outcome: "refused", reason: "KeyUnknown" });
    expect(world.renewals).toBe(1);
  });

  it("nobody, when the kubeconfig leads to another cluster", async () => {
    const agent = await dispatcher({ isOurCluster: () => Promise.resolve(false) });
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "WrongCluster" });
    expect(world.effects).toEqual([]);
  });
});

describe("fencing", () => {
  it("an older epoch of the same scope is refused, also after a restart; other scopes have their own", async () => {
    const agent = await dispatcher();
    await give(agent, order({ epoch: 5 }));
    expect(await give(agent, order({ epoch: 4 }))).toMatchObject({ outcome: "refused", reason: "StaleEpoch" });
    expect(await give(agent, order({ epoch: 1, scope: "group-b" }))).toMatchObject({ outcome: "succeeded" });
    await world.parts.journal.close();
    const again = await dispatcher();
    expect(await give(again, order({ epoch: 4 }))).toMatchObject({ outcome: "refused", reason: "StaleEpoch" });
    expect(await give(again, order({ epoch: 5 }))).toMatchObject({ outcome: "succeeded" });
  });

  it("a command that waits in line is refused when a newer epoch arrives before its turn", async () => {
    const agent = await dispatcher();
    let release: () => void = () => undefined;
    world.gate = new Promise((resolve) => {
      release = resolve;
    });
    const [running, waiting, newer] = [order({ epoch: 1 }), order({ epoch: 1 }), order({ epoch: 2 })];
    for (const each of [running, waiting, newer]) agent.take(each.seq, signed(each));
    await vi.waitFor(() => expect(world.parts.journal.epochOf("group-a")).toBe(2));
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
    world.clock.pass(31_000);
    expect(await give(agent, about)).toMatchObject({ outcome: "refused", reason: "Expired" });
    expect(world.effects).toEqual([]);
  });

  it.each([3_600_000, -3_600_000])("a jump of the local world.clock by %d ms neither expires nor revives a command", async (jump) => {
    const agent = await dispatcher();
    const valid = order();
    const late = order({ expiresAt: new Date(Date.parse("2026-11-21T08:00:00Z") + 1000).toISOString() });
    world.clock.pass(2000);
    world.clock.jump(jump);
    expect(await give(agent, valid)).toMatchObject({ outcome: "succeeded" });
    expect(await give(agent, late)).toMatchObject({ outcome: "refused", reason: "Expired" });
  });

  it("a command is refused when the hub's time cannot be known", async () => {
    const agent = await dispatcher({ askTime: () => Promise.resolve(false) });
    world.clock.jump(3_600_000);
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "TimeUnknown" });
    expect(world.effects).toEqual([]);
  });
});

describe("no effect twice", () => {
  it("the same command, delivered many times and out of order, happens once", async () => {
    const agent = await dispatcher();
    const [a, b] = [order({ input: { n: 1 } }), order({ input: { n: 2 } })];
    for (const each of [b, a, b, a, a, b]) agent.take(each.seq, signed(each));
    await agent.idle();
    await vi.waitFor(() => expect(new Set(receipts().map((receipt) => receipt.commandId)).size).toBe(2));
    expect(world.effects.sort()).toEqual([1, 2]);
  });

  it("another command with the same key gets the first one's answer, also after a restart and while it is under way", async () => {
    const agent = await dispatcher();
    let release: () => void = () => undefined;
    world.gate = new Promise((resolve) => {
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
    await world.parts.journal.close();
    const again = await dispatcher();
    expect(await give(again, third)).toMatchObject({ commandId: third.id, outcome: "succeeded", output: { sum: 1 } });
    expect(world.effects).toEqual([1]);
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
    await vi.waitFor(() => expect(world.effects).toHaveLength(4));
    expect(world.effects.filter((n) => n !== 3)).toEqual([1, 2, 4]);
  });
});
