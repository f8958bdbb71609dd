import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dispatcher, give, order, receipts, setUp, signed, tearDown, world } from "../../test/a-dispatcher";

beforeEach(setUp);
afterEach(tearDown);

describe("after the process died", () => {
  it("a process that died between start and end answers unknown, and does not act again", async () => {
    const agent = await dispatcher();
    world.gate = new Promise(() => undefined);
    const about = order();
    agent.take(about.seq, signed(about));
    await vi.waitFor(() => expect(world.parts.journal.find(about.idempotencyKey)?.isStarted).toBe(true));
    // The process ends here, as by kill -9: nothing is closed or told.
    world.gate = Promise.resolve();
    const again = await dispatcher();
    expect(receipts()).toMatchObject([{ commandId: about.id, outcome: "unknown", reason: "AgentDied" }]);
    expect(await give(again, about)).toMatchObject({ outcome: "unknown" });
    expect(world.effects).toEqual([]);
  });

  it("a process that died before the start is given the command again, and carries it out", async () => {
    const agent = await dispatcher({ isOurCluster: () => new Promise(() => undefined) });
    const about = order();
    agent.take(about.seq, signed(about));
    await vi.waitFor(() => expect(world.parts.journal.find(about.idempotencyKey)).toBeDefined());
    const again = await dispatcher();
    expect(world.parts.journal.lastSeq).toBe(about.seq - 1);
    expect(await give(again, about)).toMatchObject({ outcome: "succeeded" });
  });

  it("receipts are said again after a restart until the hub has them", async () => {
    const agent = await dispatcher();
    const receipt = await give(agent, order());
    await world.parts.journal.close();
    world.outbox.said.length = 0;
    await dispatcher();
    expect(receipts()).toEqual([receipt]);
    if (receipt) world.parts.journal.acked(receipt);
    await world.parts.journal.close();
    world.outbox.said.length = 0;
    await dispatcher();
    expect(receipts()).toEqual([]);
  });
});

describe("a disk that fails", () => {
  it("keeps the agent from acting: what cannot be written down is not done", async () => {
    const agent = await dispatcher();
    vi.spyOn(world.parts.journal, "receive").mockRejectedValueOnce(new Error("ENOSPC: no space left on device"));
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "JournalUnavailable" });
    vi.spyOn(world.parts.journal, "start").mockRejectedValueOnce(new Error("ENOSPC: no space left on device"));
    expect(await give(agent, order())).toMatchObject({ outcome: "refused", reason: "JournalUnavailable" });
    expect(world.effects).toEqual([]);
    expect(await give(agent, order())).toMatchObject({ outcome: "succeeded" });
  });
});
