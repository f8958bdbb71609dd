import type { Report, ReportAck, ReportMessage } from "@holdfast/contracts/agent-link";
import { Report as ReportSchema } from "@holdfast/contracts/agent-link";
import { Fault, type FaultCode } from "@holdfast/contracts/fault";
import { afterEach, describe, expect, it, vi } from "vitest";
import { recordingLog } from "../../test/recording-outbox";
import { podRecord } from "../../test/records";
import { LinkError } from "../link/session";
import { Outbox, type OutboxLimits } from "./outbox";

const BOOT = "0193a1c0-0000-7000-8000-000000000001";
const opened: Outbox[] = [];
afterEach(() => {
  for (const outbox of opened.splice(0)) outbox.close();
});

/** A hub's store that applies each number once and in order, with answers that can be held back or lost. */
function store() {
  const applied: ReportMessage[] = [];
  const seqs: number[] = [];
  const state = { ackedSeq: 0, isHolding: false, lost: 0, fault: undefined as FaultCode | undefined, resync: [] as string[] };
  const held: (() => void)[] = [];
  const send = async (report: Report): Promise<ReportAck> => {
    ReportSchema.parse(report);
    seqs.push(report.seq);
    if (state.isHolding) await new Promise<void>((resolve) => held.push(resolve));
    if (state.fault) throw refused(state.fault);
    if (report.seq === state.ackedSeq + 1) {
      state.ackedSeq = report.seq;
      applied.push(...report.messages);
    }
    if (state.lost-- > 0) throw new LinkError("the connection was lost", undefined, undefined);
    return { ackedSeq: state.ackedSeq, resync: state.resync.splice(0) };
  };
  const release = () => {
    state.isHolding = false;
    for (const pass of held.splice(0)) pass();
  };
  const uids = () => applied.flatMap((message) => (message.type === "inventory.delta" ? message.upserts.map((record) => record.uid) : []));
  return { state, send, release, applied, seqs, uids };
}

const refused = (code: FaultCode) => {
  const fault = new Fault(code, "no", { retry: "later" });
  return new LinkError("no", { code, message: "no", retry: "later" }, fault);
};

function anOutbox(limits: Partial<OutboxLimits> = {}) {
  const heard = { dirty: 0, resync: [] as string[], refused: [] as string[], gaps: 0, receipts: 0 };
  const outbox = new Outbox({
    ...{ bootId: BOOT, log: recordingLog(), now: () => new Date(), limits: { windowMs: 1, ...limits } },
    onStored: (messages) => {
      heard.receipts += messages.filter((message) => message.type === "receipt").length;
    },
    onResync: (resources) => heard.resync.push(...resources),
    onRefused: (message) => heard.refused.push(message),
    onGap: () => heard.gaps++,
    onDirty: () => heard.dirty++,
  });
  opened.push(outbox);
  const put = (...uids: string[]) => {
    for (const uid of uids) outbox.upsert(podRecord(uid), 1000);
  };
  return { outbox, heard, put };
}

const finding = (code: string): Exclude<ReportMessage, { type: "inventory.delta" }> => ({
  type: "finding",
  finding: { code, object: "agent", severity: "info", message: "", isResolved: false },
});

describe("the outbox", () => {
  it("brings everything to the hub once and in order", async () => {
    const hub = store();
    const { outbox, put } = anOutbox();
    outbox.resume(hub.send, 0);
    for (let i = 0; i < 1300; i++) put(`u-${i}`);
    outbox.say(finding("Last"));
    await outbox.drained();
    expect(hub.uids()).toEqual(Array.from({ length: 1300 }, (_, i) => `u-${i}`));
    expect(hub.applied.at(-1)).toEqual(finding("Last"));
    expect(hub.seqs).toEqual([...hub.seqs].sort((a, b) => a - b));
  });

  it("says only the last of many changes of one object, and a deletion after a change wins", async () => {
    const hub = store();
    const { outbox } = anOutbox({ windowMs: 20 });
    outbox.resume(hub.send, 0);
    for (const node of ["n1", "n2", "n3"]) outbox.upsert(podRecord("a", { spec: { nodeName: node } }), 500);
    outbox.upsert(podRecord("b"), 500);
    outbox.remove("pods", "b");
    outbox.remove("pods", "c");
    outbox.upsert(podRecord("c"), 500);
    await outbox.drained();
    const [delta] = hub.applied;
    expect(hub.applied).toHaveLength(1);
    if (delta?.type !== "inventory.delta") throw new Error("one delta");
    expect(delta.upserts.map(({ uid, node }) => [uid, node])).toEqual([
      ["a", "n3"],
      ["c", null],
    ]);
    expect(delta.deletes).toEqual([{ resource: "pods", uid: "b" }]);
  });

  it("has at most two reports under way, and gathers the rest meanwhile", async () => {
    const hub = store();
    const { outbox, put } = anOutbox();
    hub.state.isHolding = true;
    outbox.resume(hub.send, 0);
    for (let i = 0; i < 8; i++) {
      put(`u-${i}`);
      outbox.say(finding(`F${i}`));
    }
    await vi.waitFor(() => expect(hub.seqs).toEqual([1, 2]));
    hub.release();
    await outbox.drained();
    expect(hub.seqs).toEqual([1, 2, 3]);
    expect(hub.uids()).toHaveLength(8);
  });

  it("repeats a report whose answer was lost, and nothing is applied twice", async () => {
    const hub = store();
    const { outbox, put } = anOutbox();
    hub.state.lost = 3;
    outbox.resume(hub.send, 0);
    put("a");
    await outbox.drained();
    put("b");
    await outbox.drained();
    expect(hub.uids()).toEqual(["a", "b"]);
  });

  it("goes on after a cut from what the hub has stored", async () => {
    const hub = store();
    const { outbox, put, heard } = anOutbox();
    hub.state.isHolding = true;
    outbox.resume(hub.send, 0);
    put("a");
    outbox.say(finding("A"));
    await vi.waitFor(() => expect(hub.seqs.length).toBe(1));
    outbox.suspend();
    put("b");
    hub.release();
    expect(outbox.resume(hub.send, hub.state.ackedSeq)).toBe(true);
    await outbox.drained();
    expect(hub.uids()).toEqual(["a", "b"]);
    expect(heard.dirty).toBe(0);
  });

  it("asks for everything to be compared when the hub's store went back, or knows numbers that were never given", async () => {
    const hub = store();
    const { outbox, put } = anOutbox();
    outbox.resume(hub.send, 0);
    put("a");
    await outbox.drained();
    outbox.suspend();
    hub.state.ackedSeq = 0;
    expect(outbox.resume(hub.send, 0)).toBe(false);
    put("b");
    await outbox.drained();
    expect(hub.uids()).toEqual(["a", "b"]);
    outbox.suspend();
    hub.state.ackedSeq = 40;
    expect(outbox.resume(hub.send, 40)).toBe(false);
    put("c");
    await outbox.drained();
    expect(hub.seqs.at(-1)).toBe(41);
  });

  it("notices within a connection that the hub's store went back", async () => {
    const hub = store();
    const { outbox, put, heard } = anOutbox();
    outbox.resume(hub.send, 0);
    put("a");
    await outbox.drained();
    outbox.say(finding("B"));
    await outbox.drained();
    hub.state.ackedSeq = 0;
    put("c");
    await vi.waitFor(() => expect(heard.gaps).toBeGreaterThan(0));
  });

  it("waits while the hub is busy and then goes on", async () => {
    const hub = store();
    const { outbox, put } = anOutbox();
    hub.state.fault = "Unavailable";
    outbox.resume(hub.send, 0);
    put("a");
    await vi.waitFor(() => expect(hub.seqs.length).toBeGreaterThan(2));
    hub.state.fault = undefined;
    await outbox.drained();
    expect(hub.uids()).toEqual(["a"]);
  });

  it("leaves out one record that the contract does not take, and the others reach the hub", async () => {
    const hub = store();
    const { outbox, put, heard } = anOutbox();
    const strict = async (report: Report) => {
      if (!ReportSchema.safeParse(report).success) throw refused("InvalidInput");
      return hub.send(report);
    };
    outbox.resume(strict, 0);
    outbox.upsert({ ...podRecord("bad"), status: "x".repeat(500) }, 1000);
    put("good");
    await outbox.drained();
    expect(hub.uids()).toEqual(["good"]);
    expect(heard.refused[0]).toContain("bad");
  });

  it("hands on what the hub wants to have read again, and which receipts it has", async () => {
    const hub = store();
    const { outbox, heard } = anOutbox();
    hub.state.resync = ["pods"];
    outbox.resume(hub.send, 0);
    const receipt = {
      commandId: BOOT as never,
      outcome: "succeeded" as const,
      reason: null,
      message: null,
      output: null,
      changes: [],
      at: "2026-11-21T08:00:00Z",
    };
    outbox.say({ type: "receipt", receipt });
    await outbox.drained();
    expect(heard.resync).toEqual(["pods"]);
    expect(heard.receipts).toBe(1);
  });
});

describe("a full outbox", () => {
  it("lets nobody add more until there is room", async () => {
    const hub = store();
    hub.state.isHolding = true;
    const { outbox, put } = anOutbox({ highBytes: 10_000, lowBytes: 2000 });
    outbox.resume(hub.send, 0);
    for (let i = 0; i < 14; i++) {
      put(`u-${i}`);
      outbox.say(finding(`F${i}`));
    }
    let hasRoom = false;
    const room = outbox.room().then(() => {
      hasRoom = true;
    });
    await vi.waitFor(() => expect(hub.seqs.length).toBe(2));
    expect(hasRoom).toBe(false);
    hub.release();
    await room;
    expect(hasRoom).toBe(true);
  });

  it("drops the inventory when the hub stays away, keeps receipts and findings, and says so", async () => {
    const hub = store();
    const { outbox, put, heard } = anOutbox({ highBytes: 5000, lowBytes: 1000, awayMs: 5 });
    put("a", "b", "c", "d", "e", "f");
    outbox.say(finding("Kept"));
    await outbox.room();
    expect(heard.dirty).toBe(1);
    outbox.resume(hub.send, 0);
    put("fresh");
    await outbox.drained();
    expect(hub.uids()).toEqual(["fresh"]);
    expect(hub.applied).toContainEqual(finding("Kept"));
  });

  it("never grows without bound, however long the hub is away", async () => {
    const { outbox, put, heard } = anOutbox({ highBytes: 5000, lowBytes: 1000, awayMs: 1 });
    for (let i = 0; i < 300; i++) {
      put(`u-${i}`);
      await outbox.room();
    }
    expect(heard.dirty).toBeGreaterThan(10);
  });
});

describe("waiting until all was stored", () => {
  it("ends though more is said all the time", async () => {
    const hub = store();
    const { outbox, put } = anOutbox();
    outbox.resume(hub.send, 0);
    let count = 0;
    const churn = setInterval(() => put(`u-${count++}`), 1);
    put("first");
    await outbox.drained();
    clearInterval(churn);
    expect(hub.uids()).toContain("first");
  });
});
