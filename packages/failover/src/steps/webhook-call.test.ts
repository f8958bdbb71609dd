import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import type { StepText } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { type SuiteHub, suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub: SuiteHub = suiteHub(db);
const { receiver } = hub;
const { look } = receiver;

beforeEach(() => {
  Object.assign(receiver, { answer: 200, isReadable: true, look, hold: async () => undefined });
  receiver.heard.length = 0;
  receiver.effects.clear();
  receiver.refused.clear();
});

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const call = (parameters: object = {}, more: Partial<StepText> = {}): StepText => ({
  name: "tell",
  use: "webhook.call",
  with: { channel: "desk", event: "bank.core.moved", data: { ticket: "CHG-7" }, timeoutMs: 500, ...parameters },
  ...more,
});
const confirm = { path: "/effects/{effect}" };
const callsOf = (runId: string) => db.prisma.hubCall.findMany({ where: { runId }, orderBy: { issuedAt: "asc" } });

describe("webhook.call", () => {
  it("is done when the receiver answers with success, once, and the trail says what was sent where", async () => {
    const { run: start, pair } = await hub.stage();
    const runId = await start([call()]);
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", attempt: 1, message: "the receiver answered 200" });
    expect(receiver.heard).toMatchObject([{ channel: "desk", key: `run:${runId}:tell:1:do`, timeoutMs: 500 }]);
    expect(JSON.parse(receiver.heard[0]!.body)).toMatchObject({
      ...{ specversion: "1.0", id: `run:${runId}:tell:1:do`, type: "bank.core.moved", subject: "tell" },
      data: { ticket: "CHG-7", holdfast: { run: runId, kind: "real", way: "do", from: pair.primary.name, to: pair.standby.name } },
    });
    expect(await callsOf(runId)).toMatchObject([{ outcome: "succeeded", status: 200 }]);
    const trail = await db.prisma.auditEntry.findMany({ where: { targetId: runId, action: "failover.call" } });
    expect(trail.map(({ outcome, after }) => ({ outcome, after }))).toEqual([
      { outcome: "succeeded", after: expect.objectContaining({ channel: "desk", key: `run:${runId}:tell:1:do`, status: 200 }) },
    ]);
  });

  it("waits for what the receiver says of itself, where the plan names it", async () => {
    receiver.isReadable = false;
    const { run: start } = await hub.stage();
    const runId = await start([call({ confirm })]);
    await eventually(async () => (await callsOf(runId)).length).toBe(0);
    receiver.isReadable = true;
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[0]?.message).toContain("answers 200");
    expect(receiver.heard).toHaveLength(1);
  });

  it("sends nothing when the receiver says that it is already so", async () => {
    receiver.look = async () => 200;
    const { run: start } = await hub.stage();
    const run = await hub.reaches(await start([call({ confirm })]), "Succeeded");
    expect(run.steps[0]?.message).toContain("already so: ");
    expect(receiver.heard).toEqual([]);
  });

  it("sends nothing in a rehearsal, and says what it would send", async () => {
    const { run: start } = await hub.stage();
    const run = await hub.reaches(await start([call()], { kind: "rehearsal" }), "Succeeded");
    expect(run.steps[0]).toMatchObject({ message: "would change CloudEvent bank.core.moved" });
    expect(run.steps[0]?.changes).toMatchObject([{ kind: "CloudEvent", fields: [{ after: { ticket: "CHG-7" } }] }]);
    expect(receiver.heard).toEqual([]);
    expect(await callsOf(run.id)).toEqual([]);
  });

  it("is refused before anything is sent when there is no such channel", async () => {
    receiver.refused.add("desk");
    const { run: start } = await hub.stage();
    const run = await hub.reaches(await start([call()]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", message: "there is no channel desk" });
    expect(await callsOf(run.id)).toEqual([]);
  });

  it.each([404, 302])(
    "fails when the receiver answers %d, and is sent anew under another key when a person lets the run go on",
    async (status) => {
      receiver.answer = status;
      const { run: start } = await hub.stage();
      const runId = await start([call()]);
      const paused = await hub.reaches(runId, "Paused");
      expect(paused.steps[0]).toMatchObject({ state: "Failed", message: `the receiver refused it with ${status}` });
      receiver.answer = 204;
      await hub.tell(runId, "resume");
      await hub.reaches(runId, "Succeeded");
      expect(receiver.heard.map(({ key }) => key)).toEqual([`run:${runId}:tell:1:do`, `run:${runId}:tell:2:do`]);
    },
  );

  it("is sent anew by itself when it surely never left, as the plan says to try again", async () => {
    receiver.answer = "unsent";
    const { run: start } = await hub.stage();
    const runId = await start([call({}, { retry: { attempts: 3, backoffSeconds: 1 } })]);
    await hub.reachesStep(runId, 0, "Failed");
    receiver.answer = 200;
    await hub.reaches(runId, "Succeeded");
    expect(receiver.heard).toHaveLength(1);
  });

  it.each<[string, FakeAnswer]>([
    ["nobody heard the answer", "unheard"],
    ["the receiver broke", 500],
    ["the answer is another success than the plan wants", 202],
  ])("stops for a person when %s, and is never sent again", async (_, answer) => {
    receiver.answer = answer;
    const { run: start } = await hub.stage();
    const runId = await start([call({ expectStatus: 200 }, { retry: { attempts: 3, backoffSeconds: 0 } })]);
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(run.steps[0]?.state).toBe("Unknown");
    await hub.tell(runId, "resume");
    await hub.reachesStep(runId, 0, "Unknown");
    expect(receiver.heard).toHaveLength(1);
  });

  it("is read back when nobody heard the answer and the plan says where, without a second call", async () => {
    receiver.answer = "unheard";
    const { run: start } = await hub.stage();
    const run = await hub.reaches(await start([call({ confirm })]), "Succeeded");
    expect(receiver.heard).toHaveLength(1);
    expect(run.steps[0]?.attempt).toBe(1);
  });

  it("is repeated byte for byte under the same key when nobody heard the answer and the plan calls that harmless", async () => {
    receiver.answer = "unheard";
    const { run: start } = await hub.stage();
    const runId = await start([call({ isIdempotent: true })]);
    await eventually(() => receiver.heard.length).toBeGreaterThan(1);
    receiver.answer = 200;
    await hub.reaches(runId, "Succeeded");
    expect(new Set(receiver.heard.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
    expect(receiver.effects.size).toBe(1);
  });

  it("keeps its key over an attempt that never left, since one before that may have arrived", async () => {
    receiver.answer = "unheard";
    receiver.hold = async () => {
      receiver.answer = "unsent";
    };
    const { run: start } = await hub.stage();
    const runId = await start([call({ isIdempotent: true }, { retry: { attempts: 5, backoffSeconds: 1 } })]);
    await eventually(async () => (await callsOf(runId)).map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(["unknown", "failed"]),
    );
    receiver.answer = 200;
    receiver.hold = async () => undefined;
    await hub.reaches(runId, "Succeeded");
    expect(new Set(receiver.heard.map(({ key }) => key)).size).toBe(1);
    expect(receiver.effects.size).toBe(1);
  });

  it("is taken back by its own event", async () => {
    const { run: start, pair } = await hub.stage();
    const runId = await start([call({ undo: { event: "bank.core.back" } }), stepsOf(pair).never({ onFailure: "undo" })]);
    const run = await hub.reaches(runId, "Undone");
    expect(run.steps[0]?.state).toBe("Undone");
    expect(receiver.heard.map(({ key, body }) => [key, JSON.parse(body).type])).toEqual([
      [`run:${runId}:tell:1:do`, "bank.core.moved"],
      [`run:${runId}:tell:2:undo`, "bank.core.back"],
    ]);
  });

  it("leaves the undo to a person when the plan names no event that takes it back", async () => {
    const { run: start, pair } = await hub.stage();
    const run = await hub.reaches(await start([call(), stepsOf(pair).never({ onFailure: "undo" })]), "NeedsOperator");
    expect(run.steps[0]).toMatchObject({ isIrreversible: true, state: "Done" });
    expect(receiver.heard).toHaveLength(1);
  });

  it("is not torn by an abort: the call ends in its own time, and nothing follows it", async () => {
    const { promise, resolve: go } = withResolvers();
    receiver.hold = () => promise;
    const { run: start, pair } = await hub.stage();
    const runId = await start([call(), stepsOf(pair).scale(10)]);
    await eventually(() => receiver.heard.length).toBe(1);
    await hub.tell(runId, "abort");
    const run = await hub.reaches(runId, "Failed");
    expect(run.steps.map(({ state }) => state)).toEqual(["Unknown", "Pending"]);
    go();
    expect(receiver.heard).toHaveLength(1);
  });
});

type FakeAnswer = typeof receiver.answer;
