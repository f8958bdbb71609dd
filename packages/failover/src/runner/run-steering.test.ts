import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

/** A run that is in the middle of its second step, whose replicas do not get ready until the test lets them. */
const inTheMiddle = async (more = {}) => {
  const stage = await hub.stage();
  const step = stepsOf(stage.pair);
  const core = stage.standby.workloads.get("bank/core")!;
  core.readyAfterMs = null;
  const runId = await stage.run([step.istio(50), step.scale(10, more), step.gateway(1), step.http()]);
  await eventually(() => core.replicas).toBe(10);
  await hub.reachesStep(runId, 1, "Verifying");
  const getReady = () => {
    core.ready = 10;
    core.readyAfterMs = 0;
  };
  return { stage, core, runId, getReady };
};

describe("pause", () => {
  it("stops inside a wait, leaves what was sent alone, and goes on by looking first", async () => {
    const { stage, runId, getReady } = await inTheMiddle();
    await hub.tell(runId, "pause");
    const paused = await hub.reaches(runId, "Paused");
    expect(paused).toMatchObject({ phaseMessage: "paused by Cyd: because", intent: null, intentByName: null });
    expect(paused.steps[1]).toMatchObject({ state: "Verifying", attempt: 1 });

    getReady();
    await hub.tell(runId, "resume");
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[1]).toMatchObject({ state: "Done", attempt: 1 });
    expect(stage.effects().map((effect) => effect.value)).toEqual(["old=50 new=50", "10", "old=0 new=1"]);
  });

  it("gives the step its whole time again when it goes on", async () => {
    const { runId, getReady } = await inTheMiddle({ timeoutSeconds: 3 });
    await hub.tell(runId, "pause");
    const before = (await hub.reaches(runId, "Paused")).steps[1]!.deadlineAt!;
    await hub.tell(runId, "resume");
    const after = (await hub.reaches(runId, "Running")).steps[1]!.deadlineAt!;
    expect(after.getTime()).toBeGreaterThan(before.getTime());
    getReady();
    await hub.reaches(runId, "Succeeded");
  });

  it("sends nothing while it lasts, whoever wakes the run", async () => {
    const { stage, runId, getReady } = await inTheMiddle();
    await hub.tell(runId, "pause");
    const { journal } = await hub.reaches(runId, "Paused");
    getReady();
    await db.prisma.$executeRaw`SELECT pg_notify('holdfast', ${JSON.stringify({ topic: "run", key: runId })})`;
    await hub.tell(runId, "pause");
    await eventually(async () => (await hub.reaches(runId, "Paused")).intent).toBeNull();
    expect((await hub.reaches(runId, "Paused")).journal).toHaveLength(journal.length);
    expect(await db.prisma.auditEntry.findFirst({ where: { targetId: runId, action: "failover.intent" } })).toMatchObject({
      outcome: "refused",
      reason: "a run that is Paused can't be told to pause",
    });
    expect(stage.effects()).toHaveLength(2);
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
  });
});

describe("undo", () => {
  it("inside a wait takes back what was done, last first, and what was sent and not seen yet too", async () => {
    const { stage, core, runId } = await inTheMiddle();
    core.readyAfterMs = 0;
    await hub.tell(runId, "undo");
    const run = await hub.reaches(runId, "Undone");
    expect(run.steps.map((step) => step.state)).toEqual(["Undone", "Undone", "Pending", "Pending"]);
    expect(stage.effects().map((effect) => effect.value)).toEqual(["old=50 new=50", "10", "3", "old=100 new=0"]);
    expect(run.journal.filter((line) => line.transition === "undone").map((line) => line.stepIndex)).toEqual([1, 0]);
  });

  it("of a paused run does the same", async () => {
    const { stage, core, runId } = await inTheMiddle();
    core.readyAfterMs = 0;
    await hub.tell(runId, "pause");
    await hub.reaches(runId, "Paused");
    await hub.tell(runId, "undo");
    await hub.reaches(runId, "Undone");
    expect(stage.effects()).toHaveLength(4);
  });

  it("waits for an order that may still arrive, so that nothing happens behind its back", async () => {
    const stage = await hub.stage();
    const core = stage.standby.workloads.get("bank/core")!;
    stage.standby.faults.executeAfterMs = 800;
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    await hub.reachesStep(runId, 0, "Verifying");
    await hub.tell(runId, "undo");
    await hub.reaches(runId, "Undone");
    expect(stage.effects().map((effect) => effect.value)).toEqual(["10", "3"]);
    expect(core.replicas).toBe(3);
  });
});

describe("abort", () => {
  it("ends the run at once inside a wait, undoes nothing, and says what is unknown", async () => {
    const { stage, runId } = await inTheMiddle();
    await hub.tell(runId, "abort");
    const run = await hub.reaches(runId, "Failed");
    expect(run).toMatchObject({ phaseMessage: "aborted by Cyd: because", intent: null });
    expect(run.steps.map((step) => step.state)).toEqual(["Done", "Unknown", "Pending", "Pending"]);
    expect(run.finishedAt).not.toBeNull();
    expect(stage.effects()).toHaveLength(2);
  });

  it("ends an undo that does not come to its end", async () => {
    const { core, runId } = await inTheMiddle();
    await hub.tell(runId, "undo");
    await eventually(() => core.replicas).toBe(3);
    core.ready = 9;
    await hub.tell(runId, "abort");
    expect((await hub.reaches(runId, "Failed", "Undone")).phaseMessage).toContain("aborted by Cyd");
  });

  it("of a run that has not started cancels it", async () => {
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).http()], { phase: "AwaitingApproval", approvers: [] });
    await hub.tell(runId, "abort");
    expect((await hub.reaches(runId, "Cancelled")).phaseMessage).toBe("aborted by Cyd: because");
  });

  it("frees the group for the next run", async () => {
    const { runId } = await inTheMiddle();
    const { groupId } = await hub.reaches(runId, "Running");
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
    const lease = await db.prisma.lease.findUniqueOrThrow({ where: { name: `run:${runId}` } });
    await eventually(async () => (await db.prisma.lease.findUniqueOrThrow({ where: { name: lease.name } })).expiresAt <= new Date()).toBe(
      true,
    );
    expect(await db.prisma.run.count({ where: { groupId, phase: { in: ["Running", "Paused", "Undoing", "NeedsOperator"] } } })).toBe(0);
  });
});
