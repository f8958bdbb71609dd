import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, aPlan, type RequestMore } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const refusalOf = (runId: string) =>
  db.prisma.auditEntry.findFirst({ where: { targetId: runId, action: "failover.start", outcome: "refused" } });

describe("an approved run", () => {
  it.each<[string, RequestMore, string]>([
    ["its only approval is the requester's own", { approvers: ["ana"] }, "0 of 1 valid approvals."],
    ["its approval is for another hash", { approvalHash: "f".repeat(64) }, "0 of 1 valid approvals."],
    [
      "its hash is not that of what would be run",
      { subjectHash: "e".repeat(64) },
      "The plan, its evaluation or the request is not what was approved any more.",
    ],
  ])("never starts when %s, and the refusal is on record", async (_, more, message) => {
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)], more);
    expect((await hub.reaches(runId, "Expired")).phaseMessage).toBe(message);
    expect(await refusalOf(runId)).toMatchObject({ reason: message, actorKind: "system" });
    expect(stage.effects()).toEqual([]);
  });

  it("never starts when its plan was edited since", async () => {
    const stage = await hub.stage();
    const plan = stage.plan([stepsOf(stage.pair).scale(10)]);
    const saved = await stage.save(plan);
    await db.prisma.plan.update({ where: { id: saved.planId }, data: { latest: 2 } });
    const runId = await anApprovedRun(db, stage.pair, plan, saved);
    expect((await hub.reaches(runId, "Expired")).phaseMessage).toBe("The plan is at version 2; version 1 was approved.");
    expect(await refusalOf(runId)).not.toBeNull();
  });

  it("never starts when the plan's own row was changed by hand", async () => {
    const stage = await hub.stage();
    const plan = stage.plan([stepsOf(stage.pair).scale(10)]);
    const saved = await stage.save(plan);
    stage.standby.faults.isConnected = false;
    const runId = await anApprovedRun(db, stage.pair, plan, saved);
    await eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage).toContain("waiting to start");
    const tampered = aPlan(stage.pair, [stepsOf(stage.pair).scale(11)]);
    await db.prisma.planVersion.update({
      where: { planId_number: { planId: saved.planId, number: 1 } },
      data: { spec: tampered as never },
    });
    // It is looked at again while it waits. What has been looked at already is held by the guards: see two-hubs.test.
    expect((await hub.reaches(runId, "Expired")).phaseMessage).toContain("not what was approved");
    expect(stage.effects()).toEqual([]);
  });

  it("never starts when what its evaluation said that it would change was changed by hand", async () => {
    const stage = await hub.stage();
    stage.standby.faults.isConnected = false;
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    await eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage).toContain("waiting to start");
    const { evaluationId } = await hub.reaches(runId, "Approved");
    await db.prisma.evaluation.update({ where: { id: evaluationId }, data: { changes: [{ step: "scale-up", changes: [] }] } });
    expect((await hub.reaches(runId, "Expired")).phaseMessage).toContain("not what was approved");
    expect(stage.effects()).toEqual([]);
  });

  it("expires when it can't start in time, and so does one that nobody decides about", async () => {
    const stage = await hub.stage();
    stage.standby.faults.isConnected = false;
    const step = stepsOf(stage.pair);
    const approved = await stage.run([step.scale(10)], { expiresInMs: 700 });
    const undecided = await stage.run([step.http()], { phase: "AwaitingApproval", approvers: [], expiresInMs: 700 });
    expect((await hub.reaches(approved, "Expired")).phaseMessage).toBe("the approval ran out before the run could start");
    expect((await hub.reaches(undecided, "Expired")).phaseMessage).toBe("nobody decided in time");
  });

  it("waits for the standby, says so, and starts when it answers", async () => {
    const stage = await hub.stage();
    stage.standby.faults.isConnected = false;
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    await eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage).toBe(
      `waiting to start: the agent of ${stage.pair.standby.name} is not connected`,
    );
    stage.standby.faults.isConnected = true;
    await hub.reaches(runId, "Succeeded");
  });

  it("waits while the latest evaluation blocks its plan", async () => {
    const stage = await hub.stage();
    const plan = stage.plan([stepsOf(stage.pair).scale(10)]);
    const saved = await stage.save(plan);
    const finding = { step: null, code: "CapacityShort", severity: "blocking", object: "x", message: "no room" };
    const newer = await db.prisma.evaluation.create({
      data: {
        id: crypto.randomUUID(),
        planId: saved.planId,
        number: 1,
        findings: [finding],
        isReady: false,
        contentHash: "0".repeat(64),
        evaluatedAt: new Date(Date.now() + 1000),
      },
    });
    const runId = await anApprovedRun(db, stage.pair, plan, saved);
    await eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage).toBe("waiting to start: blocked: no room");
    await db.prisma.evaluation.update({ where: { id: newer.id }, data: { findings: [] } });
    await hub.reaches(runId, "Succeeded");
  });

  it.each([
    ["that nobody has answered", null, 0],
    ["that an agent has begun", "accepted", -30_000],
  ])("waits while an order of an earlier run %s may have its effect", async (_, outcome, expiresInMs) => {
    const stage = await hub.stage();
    const plan = stage.plan([stepsOf(stage.pair).scale(10)]);
    const saved = await stage.save(plan);
    const late = await db.prisma.command.create({
      data: {
        ...{ id: crypto.randomUUID(), clusterId: stage.pair.standby.id, seq: -1n, name: "workload.scale", input: {} },
        ...{ scope: `group:${saved.groupId}`, epoch: 0n, idempotencyKey: crypto.randomUUID(), outcome },
        ...{ issuedAt: new Date(), expiresAt: new Date(Date.now() + expiresInMs) },
      },
    });
    const runId = await anApprovedRun(db, stage.pair, plan, saved);
    await eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage).toBe(
      `waiting to start: orders of an earlier run may still have an effect: workload.scale (${stage.pair.standby.name})`,
    );
    await db.prisma.command.update({ where: { id: late.id }, data: { outcome: "unknown", finishedAt: new Date() } });
    await hub.reaches(runId, "Succeeded");
  });

  it("waits for another run of its group; each gets a higher epoch, and never both at once", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const plan = stage.plan([step.ask(), step.scale(10)]);
    const saved = await stage.save(plan);
    const first = await anApprovedRun(db, stage.pair, plan, saved);
    await hub.reachesStep(first, 0, "AwaitingApproval");
    const second = await anApprovedRun(db, stage.pair, plan, saved);
    await hub.tell(first, "pause");
    await hub.reaches(first, "Paused");
    await eventually(async () => (await hub.reaches(second, "Approved")).phaseMessage).toBe(
      "waiting to start: another run holds this protection group",
    );
    await hub.tell(first, "abort");
    await hub.reaches(first, "Failed");
    await hub.reachesStep(second, 0, "AwaitingApproval");
    const [one, other] = await Promise.all([first, second].map((id) => hub.reaches(id, "Failed", "Running")));
    expect([one?.epoch, other?.epoch]).toEqual([1n, 2n]);
    await hub.tell(second, "abort");
    await hub.reaches(second, "Failed");
  });

  it("can't share its group even if something bypasses the runner: the store refuses", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const plan = stage.plan([step.ask()]);
    const saved = await stage.save(plan);
    const first = await anApprovedRun(db, stage.pair, plan, saved);
    await hub.reachesStep(first, 0, "AwaitingApproval");
    const second = await anApprovedRun(db, stage.pair, plan, saved);
    await expect(db.prisma.run.update({ where: { id: second }, data: { phase: "Running" } })).rejects.toThrow(/unique/i);
    await expect(db.prisma.protectionGroup.update({ where: { id: saved.groupId }, data: { epoch: 0n } })).rejects.toThrow(/only grows/);
    await expect(db.prisma.journalEntry.updateMany({ where: { runId: first }, data: { transition: "verified" } })).rejects.toThrow(/final/);
    for (const runId of [first, second]) await hub.tell(runId, "abort");
    await hub.reaches(first, "Failed");
    await hub.reaches(second, "Cancelled", "Failed");
  });
});
