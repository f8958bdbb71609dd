import { randomUUID } from "node:crypto";
import type { Warrant } from "@holdfast/contracts/warrant";
import { WARRANT_MEDIA_TYPE } from "@holdfast/contracts/warrant";
import { actUnderWarrant, tellOfWarrant } from "@holdfast/testkit/fake-agents/act-under-warrant";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld, type FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { anApprovedRun, aPair, aPlan, savePlan, tellRun, theRun } from "../../test/approved-run";
import { fakeReceiver } from "../../test/fake-receiver";
import { furnish, memoryLog } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";
import { testTuning } from "../../test/suite-hub";
import { type Runner, startRunner } from "../start-runner";

const db = suiteDatabase();
const world = aWorld();
const log = memoryLog();
let agents: FakeAgents;
let runner: Runner | undefined;
let clockMs = 0;
let isKeyLost = false;

const sign = (payload: string) => {
  if (isKeyLost) throw new Error("the key can't be read");
  return signed(payload);
};
const signed = (payload: string) => ({
  payloadType: WARRANT_MEDIA_TYPE,
  payload: Buffer.from(payload).toString("base64"),
  signatures: [{ keyid: "test", sig: "" }],
});

async function hubStarts(): Promise<void> {
  runner = await startRunner({
    ...{ db, hubId: "hub-test", agents: agents.agents, links: agents.links, calls: fakeReceiver(), log, tuning: testTuning },
    now: () => new Date(Date.now() + clockMs),
    calls: { call: () => Promise.reject(new Error("no step of these calls anybody")) } as never,
    warrants: { sign: (payload) => sign(payload) as never },
  });
}
async function hubDies(): Promise<void> {
  await runner?.stop();
  runner = undefined;
}

beforeAll(async () => {
  agents = await startFakeAgents(db, world);
});
afterEach(async () => {
  clockMs = 0;
  isKeyLost = false;
  await hubDies();
});
afterAll(() => agents.stop());

const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 20_000, interval: 25 });
const reaches = (runId: string, ...phases: string[]) =>
  until(async () => {
    const run = await theRun(db, runId);
    if (!phases.includes(run.phase))
      throw new Error(`${run.phase}: ${run.phaseMessage} ${run.steps.map((s) => `${s.state} ${s.message}`)}`);
    return run;
  });
const warrants = (runId: string) => db.prisma.runWarrant.findMany({ where: { runId }, orderBy: { number: "asc" } });
const holds = (cluster: FakeCluster, runId: string): Promise<Warrant> =>
  until(async () => {
    if (cluster.warrant?.runId !== runId) throw new Error("no warrant is held");
    return cluster.warrant;
  });

/** A run whose second step has been sent and does not get ready: everything after it could be done by the agent, but for the last. */
async function inTheMiddle(more: { deadHub?: boolean } = {}) {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const step = stepsOf(pair);
  const core = standby.workloads.get("bank/core")!;
  core.readyAfterMs = null;
  const steps = [step.istio(50), step.scale(10), step.gateway(1), step.http()];
  const plan = aPlan(pair, steps, more.deadHub === false ? {} : { deadHub: { after: "mesh-50" } });
  const saved = await savePlan(db, plan);
  await hubStarts();
  const runId = await anApprovedRun(db, pair, plan, saved);
  await until(async () => {
    if (core.replicas !== 10) throw new Error("not scaled yet");
  });
  const getReady = () => {
    core.ready = 10;
    core.readyAfterMs = 0;
  };
  const effects = () => world.effects.filter((effect) => effect.clusterId === standby.id).map((effect) => effect.value);
  return { pair, plan, saved, standby, core, runId, getReady, effects };
}

describe("a hub that dies in the middle of a run whose plan lets the agent go on", () => {
  it("signs what is left of the agent's own steps once the named step is done, and offers it", async () => {
    const { standby, runId, plan } = await inTheMiddle();
    const warrant = await holds(standby, runId);
    const run = await theRun(db, runId);
    expect(warrant).toMatchObject({
      runId,
      number: 1,
      clusterId: standby.id,
      epoch: Number(run.epoch),
      planName: plan.metadata.name,
      silentSeconds: 30,
    });
    expect(warrant.steps.map(({ name, order }) => [name, order.idempotencyKey])).toEqual([
      ["scale-up", `run:${runId}:scale-up:1:do`],
      ["edge-1", `run:${runId}:edge-1:1:do`],
    ]);
    expect(await db.prisma.auditEntry.count({ where: { targetId: runId, action: "failover.warrant-issued" } })).toBe(1);
  });

  it("comes back to what its agent did: every effect once, as the run's own, and the run goes on to its end", async () => {
    const { standby, runId, getReady, effects } = await inTheMiddle();
    const warrant = await holds(standby, runId);
    await hubDies();
    getReady();
    const lines = actUnderWarrant(agents, warrant, ["scale-up"], ["edge-1"]);
    await tellOfWarrant(db, { ...warrant, clusterId: randomUUID() as Warrant["clusterId"] }, lines, "finished");
    expect(await warrants(runId)).toMatchObject([{ toldAt: null, lines: [] }]);
    // Said again, and said shorter by a link that was slow, it changes nothing.
    for (let i = 0; i < 2; i++) await tellOfWarrant(db, warrant, lines, "finished");
    await tellOfWarrant(db, warrant, lines.slice(0, 1));
    expect(await db.prisma.auditEntry.count({ where: { targetId: runId, actorKind: "agent" } })).toBe(lines.length + 1);
    await hubStarts();

    const run = await reaches(runId, "Succeeded");
    expect(effects()).toEqual(["old=50 new=50", "10", "old=0 new=1"]);
    const edge = run.journal.filter((each) => each.stepIndex === 2);
    expect(edge.map((each) => each.transition)).toEqual(expect.arrayContaining(["started", "intended", "sent", "verified"]));
    expect(edge.find((each) => each.transition === "sent")?.detail).toMatchObject({ warrant: warrant.id });
    expect(run.steps[2]?.commandId).toBe(warrant.steps[1]?.order.commandId);
    const actions = (await db.prisma.auditEntry.findMany({ where: { targetId: runId, actorKind: "agent" } })).map((entry) => entry.action);
    expect(actions).toEqual(expect.arrayContaining(["failover.warrant-ordered", "failover.warrant-verified", "failover.warrant-ended"]));
    expect(await warrants(runId)).toMatchObject([{ number: 1, endedAs: "finished" }]);
  });

  it("takes back what its agent did when the run is undone, although it never sent it", async () => {
    const { standby, runId, core, getReady, effects } = await inTheMiddle();
    const warrant = await holds(standby, runId);
    await hubDies();
    getReady();
    const lines = actUnderWarrant(agents, warrant, ["scale-up"], ["edge-1"]);
    await tellRun(db, runId, "undo");
    await tellOfWarrant(db, warrant, lines, "finished");
    await hubStarts();

    await reaches(runId, "Undone");
    expect(effects()).toEqual(["old=50 new=50", "10", "old=0 new=1", "old=1 new=0", "3", "old=100 new=0"]);
    expect(core.replicas).toBe(3);
  });
});

describe("a run that is stopped", () => {
  it("has its agent drop the warrant before it says that it is paused, and gets another when it goes on", async () => {
    const { standby, runId, getReady } = await inTheMiddle();
    await holds(standby, runId);
    await tellRun(db, runId, "pause");
    const paused = await reaches(runId, "Paused");
    expect(standby.warrant).toBeNull();
    expect(paused.phaseMessage).toBe("paused by Cyd: because");
    const trail = await db.prisma.auditEntry.findMany({ where: { targetId: runId }, orderBy: { seq: "asc" } });
    const [revoked, left] = ["failover.warrant-revoked", "failover.phase-changed"].map((action) =>
      trail.findIndex((each) => each.action === action),
    );
    expect(revoked).toBeGreaterThanOrEqual(0);
    expect(revoked).toBeLessThan(left!);

    await tellRun(db, runId, "resume");
    expect(await holds(standby, runId)).toMatchObject({ number: 2 });
    getReady();
    await reaches(runId, "Succeeded");
    expect(standby.warrant).toBeNull();
  });

  it("says until when its agent may still go on where that is away, and keeps its group for as long", async () => {
    const { pair, plan, saved, standby, runId } = await inTheMiddle();
    await holds(standby, runId);
    standby.faults.isConnected = false;
    await tellRun(db, runId, "abort");
    const failed = await reaches(runId, "Failed");
    const [warrant] = await warrants(runId);
    expect(failed.phaseMessage).toBe(
      `aborted by Cyd: because; the agent of ${standby.name} could not be told: under warrant 1 it may still go on until ${warrant!.expiresAt.toISOString()}`,
    );
    const next = await anApprovedRun(db, pair, plan, saved, { expiresInMs: 7_200_000 });
    await until(async () => {
      const { phaseMessage } = await theRun(db, next);
      if (!phaseMessage.includes(`warrant (${standby.name})`)) throw new Error(phaseMessage);
    });
    expect(await theRun(db, next)).toMatchObject({ phase: "Approved" });

    standby.faults.isConnected = true;
    agents.nudge();
    await reaches(next, "Running", "Succeeded", "Paused");
    expect((await warrants(runId))[0]).toMatchObject({ revokes: 1 });
  });

  it("is not undone before its agent has said what it did, however long that takes, and then takes that back too", async () => {
    const { standby, runId, getReady, effects } = await inTheMiddle();
    const warrant = await holds(standby, runId);
    standby.faults.isConnected = false;
    await tellRun(db, runId, "undo");
    const waits = () =>
      until(async () => {
        const { phase, steps } = await theRun(db, runId);
        if (phase !== "Undoing" || !steps.some((step) => step.message.startsWith("waiting for the agent of"))) throw new Error(phase);
      });
    await waits();
    getReady();
    const lines = actUnderWarrant(agents, warrant, ["scale-up"], ["edge-1"]);
    clockMs = 970_000;
    await waits();
    expect(effects()).toEqual(["old=50 new=50", "10", "old=0 new=1"]);

    await tellOfWarrant(db, warrant, lines, "expired");
    standby.faults.isConnected = true;
    agents.nudge();
    await reaches(runId, "Undone");
    expect(effects()).toEqual(["old=50 new=50", "10", "old=0 new=1", "old=1 new=0", "3", "old=100 new=0"]);
  });
});

describe("a run whose hub can sign nothing", () => {
  it("goes on as if its plan had not asked for it", async () => {
    isKeyLost = true;
    const { runId, getReady } = await inTheMiddle();
    getReady();
    await reaches(runId, "Succeeded");
    expect(await warrants(runId)).toEqual([]);
  });
});

describe("a plan that says nothing of a dead hub", () => {
  it("lets no agent do anything by itself", async () => {
    const { standby, runId, getReady } = await inTheMiddle({ deadHub: false });
    getReady();
    await reaches(runId, "Succeeded");
    expect(standby.warrant).toBeNull();
    expect(await warrants(runId)).toEqual([]);
  });
});
