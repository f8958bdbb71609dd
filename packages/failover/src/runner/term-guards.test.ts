import { randomUUID } from "node:crypto";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { decideStep, type EntryText } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { aNode, fillInventory, inBank } from "../../test/inventory";
import { stepsOf } from "../../test/steps-of";
import { type Stage, suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

type Mode = "graceful" | "ungraceful";
const guardOf = (row: { guards: unknown }, name: string) =>
  (row.guards as { name: string; isMet: boolean; isOverridden?: boolean; message: string }[]).find((guard) => guard.name === name);
const says = (runId: string) => eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage);

/** A run of these steps, or of one, under the terms of its plan. */
async function runOf(stage: Stage, terms: { serving?: object; haltWhile?: object[] }, mode: Mode = "graceful", steps?: EntryText[]) {
  const plan = stage.plan(steps ?? [stepsOf(stage.pair).scale(10)], terms);
  return stage.again(plan, await stage.save(plan), { mode });
}
const budget = (cluster: string, more: object = {}) => ({
  ...{ name: "budget", cluster, query: "burn", comparison: ">", threshold: 14.4, unit: "x" },
  ...more,
});
const lose = (stage: Stage) => void Object.assign(stage.primary.faults, { isConnected: false });

describe("the sites that serve afterwards", () => {
  const workload = { namespace: "bank", name: "core" };
  it("keep a run from starting while they are too few, with what is amiss at each, and let it when they are enough", async () => {
    const stage = await hub.stage();
    const third = await stage.elsewhere();
    third.faults.isConnected = false;
    const runId = await runOf(stage, { serving: { atLeast: 2, sites: [{ cluster: third.name, workload }] } });
    await says(runId).toContain(`only 1 of 2 sites would serve afterwards: the agent of ${third.name} is not connected`);
    third.faults.isConnected = true;
    await says(runId).toContain(`${third.name} has no ready node`);
    await fillInventory(db, third.id, [aNode("n1", 8, 32)]);
    await says(runId).toContain(`Deployment bank/core of ${third.name} has no ready replica`);
    expect(stage.effects()).toEqual([]);
    await fillInventory(db, third.id, [inBank("deployments.apps", "core", {}, { ready: 1, desired: 3 })]);
    const run = await hub.reaches(runId, "Succeeded");
    expect(guardOf(run, "sites-serve")).toMatchObject({ isMet: true, message: expect.stringContaining(third.name) });
  });

  it("keep no run whose primary is lost: leaving it takes none away", async () => {
    const stage = await hub.stage();
    lose(stage);
    const run = await hub.reaches(
      await runOf(stage, { serving: { atLeast: 2, sites: [{ cluster: "nowhere" }] } }, "ungraceful"),
      "Succeeded",
    );
    expect(guardOf(run, "sites-serve")).toMatchObject({ isMet: true, message: expect.stringContaining("does not keep a run") });
  });

  it("pause a run that waited for one until its step's time was over, instead of failing the step", async () => {
    const stage = await hub.stage();
    const third = await stage.elsewhere();
    await fillInventory(db, third.id, [aNode("n1", 8, 32)]);
    const step = stepsOf(stage.pair);
    const terms = { serving: { atLeast: 2, sites: [{ cluster: third.name }] } };
    const runId = await runOf(stage, terms, "graceful", [step.ask(), step.scale(10, { timeoutSeconds: 5, onFailure: "undo" })]);
    await hub.reachesStep(runId, 0, "Verifying", "AwaitingApproval");
    third.faults.isConnected = false;
    await decideStep(db, runId, "ask", "ben");
    const paused = await hub.reaches(runId, "Paused");
    expect(paused.phaseMessage).toContain("only 1 of 2 sites would serve");
    expect(stage.effects()).toEqual([]);
    third.faults.isConnected = true;
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Succeeded");
  });
});

describe("a condition that halts", () => {
  it("keeps a run from starting, and names its query, its value and the threshold", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("burn", [20]);
    const runId = await runOf(stage, { haltWhile: [budget(stage.standby.name)] });
    await says(runId).toContain(`budget: burn at ${stage.standby.name} is 20 x, which is > 14.4`);
    stage.standby.metrics.set("burn", [1]);
    expect(guardOf(await hub.reaches(runId, "Succeeded"), "no-halt-condition")).toMatchObject({ isMet: true });
  });

  it("that comes to be so pauses the run before its next order, again at a resume, until it is over", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("burn", [1]);
    const step = stepsOf(stage.pair);
    const runId = await runOf(stage, { haltWhile: [budget(stage.standby.name)] }, "graceful", [step.ask(), step.scale(10)]);
    await hub.reachesStep(runId, 0, "Verifying", "AwaitingApproval");
    stage.standby.metrics.set("burn", [20]);
    await decideStep(db, runId, "ask", "ben");
    const paused = await hub.reaches(runId, "Paused");
    expect(paused).toMatchObject({ phaseMessage: expect.stringContaining("burn at"), phasePhrase: { code: "PausedByGuard" } });
    await hub.tell(runId, "resume");
    const lines = async () => (await db.prisma.auditEntry.findMany({ where: { targetId: runId } })).length;
    const before = await lines();
    await eventually(lines).toBeGreaterThan(before);
    await hub.reaches(runId, "Paused");
    expect(stage.effects()).toEqual([]);
    stage.standby.metrics.set("burn", [1]);
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Succeeded");
  });

  it("holds a run whose primary is lost where it is read at the standby, until a person overrides it", async () => {
    const stage = await hub.stage();
    lose(stage);
    stage.standby.metrics.set("burn", [20]);
    const runId = await runOf(stage, { haltWhile: [budget(stage.standby.name)] }, "ungraceful");
    await says(runId).toContain("halted by a condition of the plan");
    await db.prisma.guardOverride.create({
      data: {
        ...{ id: randomUUID(), runId, guards: ["no-halt-condition"], reason: "customers wait", byId: "ben", byName: "Ben", at: new Date() },
        expiresAt: new Date(Date.now() + 600_000),
      },
    });
    expect(guardOf(await hub.reaches(runId, "Succeeded"), "no-halt-condition")).toMatchObject({ isMet: true, isOverridden: true });
  });

  it("of graceful runs only is not asked of one whose primary is lost", async () => {
    const stage = await hub.stage();
    lose(stage);
    stage.standby.metrics.set("burn", [20]);
    const run = await runOf(stage, { haltWhile: [budget(stage.standby.name, { modes: ["graceful"] })] }, "ungraceful");
    expect(guardOf(await hub.reaches(run, "Succeeded"), "no-halt-condition")).toBeUndefined();
  });

  it("does not keep a run from being taken back", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("burn", [1]);
    const step = stepsOf(stage.pair);
    const steps = [step.scale(10), step.ask()];
    const runId = await runOf(stage, { haltWhile: [budget(stage.standby.name)] }, "graceful", steps);
    await hub.reachesStep(runId, 1, "Verifying", "AwaitingApproval");
    stage.standby.metrics.set("burn", [20]);
    await hub.tell(runId, "undo");
    await hub.reaches(runId, "Undone");
    expect(stage.standby.workloads.get("bank/core")?.replicas).toBe(3);
  });
});

describe("a condition that nobody can read", () => {
  it("holds a graceful run, with the reason", async () => {
    const stage = await hub.stage();
    stage.primary.hasPrometheus = false;
    const runId = await runOf(stage, { haltWhile: [budget(stage.primary.name)] });
    await says(runId).toContain(`burn at ${stage.primary.name} can't be read`);
    stage.primary.hasPrometheus = true;
    stage.primary.metrics.set("burn", [1]);
    await hub.reaches(runId, "Succeeded");
  });

  it("holds none where the plan lets it pass, and is said all the same", async () => {
    const stage = await hub.stage();
    stage.primary.hasPrometheus = false;
    const run = await hub.reaches(await runOf(stage, { haltWhile: [budget(stage.primary.name, { unreadable: "pass" })] }), "Succeeded");
    expect(guardOf(run, "no-halt-condition")).toMatchObject({ isMet: true, message: expect.stringContaining("can't be read") });
  });

  it("never holds a run whose primary, and its Prometheus, is lost", async () => {
    const stage = await hub.stage();
    lose(stage);
    const run = await hub.reaches(await runOf(stage, { haltWhile: [budget(stage.primary.name)] }, "ungraceful"), "Succeeded");
    expect(guardOf(run, "no-halt-condition")).toMatchObject({ isMet: true, message: expect.stringContaining("is not connected") });
  });
});
