import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { decideStep } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const states = (run: { steps: { state: string }[] }) => run.steps.map((step) => step.state);

describe("a step that fails", () => {
  it("pauses the run when the plan says nothing else, and is tried again when a person lets it go on", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    stage.standby.faults.failNext = { reason: "ServerError", message: "etcd is away" };
    const runId = await stage.run([step.scale(10), step.http()]);
    const paused = await hub.reaches(runId, "Paused");
    expect(paused.phaseMessage).toBe("scale-up: the agent failed: etcd is away");
    expect(paused.phasePhrase).toMatchObject({
      code: "StepFailed",
      gaps: { step: "scale-up", why: { phrase: { code: "AgentFailedOrder", gaps: { said: "etcd is away" } } } },
    });
    expect(states(paused)).toEqual(["Failed", "Pending"]);

    await hub.tell(runId, "resume");
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", attempt: 2 });
    expect(stage.effects().map((effect) => effect.idempotencyKey)).toEqual([`run:${runId}:scale-up:2:do`]);
  });

  it("is skipped where the plan says so, and the run goes on", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    stage.primary.faults.isConnected = false;
    const atPrimary = {
      ...step.scale(0, { name: "drain", onFailure: "skip", timeoutSeconds: 1 }),
      with: { ...step.scale(0).with, cluster: stage.pair.primary.name },
    };
    const run = await hub.reaches(await stage.run([atPrimary, step.scale(10), step.http()]), "Succeeded");
    expect(states(run)).toEqual(["Skipped", "Done", "Done"]);
    expect(run).toMatchObject({ primaryLostAt: expect.any(Date), primaryLossSeenAt: expect.any(Date) });
  });

  it("ends the run where the plan says so, and leaves what was done", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const run = await hub.reaches(await stage.run([step.scale(10), step.never({ onFailure: "abort" })]), "Failed");
    expect(states(run)).toEqual(["Done", "Failed"]);
    expect(stage.effects()).toHaveLength(1);
    const trail = await db.prisma.auditEntry.findFirst({ where: { targetId: run.id, action: "failover.step-failed" } });
    expect(trail).toMatchObject({ outcome: "failed", actorKind: "system", actorId: "hub-test" });
  });

  it("after its timeout with a half-done effect is undone to where it began", async () => {
    const stage = await hub.stage();
    const core = stage.standby.workloads.get("bank/core")!;
    core.readyAfterMs = null;
    const runId = await stage.run([stepsOf(stage.pair).scale(10, { timeoutSeconds: 1, onFailure: "undo" })]);
    await eventually(() => core.replicas).toBe(10);
    const run = await hub.reaches(runId, "Undone");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "TimedOut" });
    expect(core.replicas).toBe(3);
  });

  it("and can't be undone for lack of an agent stops for a person, who can try again", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    stage.standby.pages.set("http://core.bank/healthz", { status: 500 });
    const runId = await stage.run([step.scale(10, { timeoutSeconds: 1 }), step.http({ timeoutSeconds: 1, onFailure: "undo" })]);
    await hub.reachesStep(runId, 1, "Verifying");
    stage.standby.faults.isConnected = false;
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(run.phaseMessage).toContain("still to undo: scale-up");
    stage.standby.faults.isConnected = true;
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Undone");
    expect(stage.effects().map((effect) => effect.value)).toEqual(["10", "3"]);
  });
});

describe("guards", () => {
  it("hold an order back while the standby does not answer, and let it go when it does", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const drain = { ...step.scale(1), with: { ...step.scale(1).with, cluster: stage.pair.primary.name } };
    const runId = await stage.run([step.ask(), drain]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    stage.standby.faults.isConnected = false;
    await decideStep(db, runId, "ask", "ben");
    await eventually(async () => (await hub.reachesStep(runId, 1, "Running")).steps[1]?.message).toContain("waiting for a guard");
    expect(stage.effects()).toEqual([]);
    stage.standby.faults.isConnected = true;
    await hub.reaches(runId, "Succeeded");
  });

  it("stop an order for good when the group has moved on to another epoch", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.ask(), step.scale(10)]);
    const { groupId } = await hub.reachesStep(runId, 0, "AwaitingApproval");
    await db.prisma.protectionGroup.update({ where: { id: groupId }, data: { epoch: { increment: 1 } } });
    await decideStep(db, runId, "ask", "ben");
    const run = await hub.reaches(runId, "Paused");
    expect(run.phaseMessage).toContain("the group is at epoch 2, the run at 1");
    expect(stage.effects()).toEqual([]);
  });

  it("stop an order for good when the approval is not valid any more", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.ask(), step.scale(10)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    await db.prisma.approval.deleteMany({ where: { runId, stepName: "" } });
    await decideStep(db, runId, "ask", "ben");
    expect((await hub.reaches(runId, "Paused")).phaseMessage).toContain("0 of 1 approvals for this very hash");
    expect(stage.effects()).toEqual([]);
  });
});
