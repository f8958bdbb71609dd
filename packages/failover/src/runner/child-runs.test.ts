import { randomUUID } from "node:crypto";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { aChild, childReaches, childrenOf, runs } from "../../test/a-family";
import { decideStep } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";
import { withoutLimits } from "../../test/without-limits";

const db = suiteDatabase();
const hub = suiteHub(db);
beforeEach(() => withoutLimits(db));

/** A run whose step has made another that waits in the middle for a person. */
async function aWaitingFamily() {
  const child = await aChild(hub, (step) => [step.istio(100), step.ask()]);
  const stage = await hub.stage();
  const runId = await stage.run([runs(child.name)]);
  const { id: childId } = await childReaches(db, runId, "Running");
  await hub.reachesStep(childId, 1, "AwaitingApproval");
  return { child, runId, childId };
}

const phaseOf = async (id: string) => (await db.prisma.run.findUniqueOrThrow({ where: { id } })).phase;

describe("a run that a step has made", () => {
  it("is paused and goes on with the run that made it", async () => {
    const { runId, childId } = await aWaitingFamily();
    await hub.tell(runId, "pause");
    await hub.reaches(runId, "Paused");
    const paused = await hub.reaches(childId, "Paused");
    expect(paused.phaseMessage).toContain("paused by Cyd: because");
    await hub.tell(runId, "resume");
    await hub.reaches(childId, "Running");
    await decideStep(db, childId, "ask", "ben");
    await hub.reaches(runId, "Succeeded");
    expect(await phaseOf(childId)).toBe("Succeeded");
    const trail = await db.prisma.auditEntry.findMany({
      where: { targetId: childId, action: { in: ["failover.pause", "failover.resume"] } },
    });
    expect(trail.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ["failover.pause", "system"],
      ["failover.resume", "system"],
    ]);
  });

  it("is aborted with the run that made it", async () => {
    const { runId, childId, child } = await aWaitingFamily();
    await hub.tell(runId, "abort");
    const run = await hub.reaches(runId, "Failed");
    expect(run.steps[0]?.state).toBe("Unknown");
    const aborted = await hub.reaches(childId, "Failed");
    expect(aborted.phaseMessage).toContain("aborted by Cyd: because");
    expect(child.stage.effects()).toHaveLength(1);
  });

  it("never starts when it was tampered with: its version is not what was approved", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).ask(), runs(child.name)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    const where = { planId_number: { planId: child.planId, number: 1 } };
    const { spec } = await db.prisma.planVersion.findUniqueOrThrow({ where });
    const other = JSON.parse(JSON.stringify(spec).replace('"replicas":10', '"replicas":0'));
    await db.prisma.planVersion.update({ where, data: { spec: other } });
    await decideStep(db, runId, "ask", "ben");
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[1]?.state).toBe("Failed");
    for (const made of await childrenOf(db, runId)) expect(made).toMatchObject({ phase: "Expired", startedAt: null, epoch: 0n });
    expect(child.stage.effects()).toEqual([]);
    await hub.tell(runId, "abort");
  });

  it("keeps its parent from starting when it has another version since the approval", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const runId = await stage.run([runs(child.name)], { phase: "AwaitingApproval" });
    await db.prisma.plan.update({ where: { id: child.planId }, data: { latest: 2 } });
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Approved" } });
    const run = await hub.reaches(runId, "Expired");
    expect(run.phaseMessage).toBe(`the plan ${child.name}, which a step runs, is at version 2, and version 1 was approved; ask again`);
    expect(await childrenOf(db, runId)).toEqual([]);
  });

  it("stands on the approvals of its parent: without enough of them it is never started", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).ask(), runs(child.name)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    const row = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const [pinned] = row.children as object[];
    await db.prisma.run.update({ where: { id: runId }, data: { children: [{ ...pinned, approvalsRequired: 2 }] } });
    await decideStep(db, runId, "ask", "ben");
    await hub.reaches(runId, "Paused");
    for (const made of await childrenOf(db, runId)) expect(made).toMatchObject({ phase: "Expired", startedAt: null });
    expect(child.stage.effects()).toEqual([]);
    await hub.tell(runId, "abort");
  });

  it("does not count with its parent against the limit of groups at once, and others do", async () => {
    await db.prisma.failoverLimit.updateMany({ data: { groupsAtOnce: 1 } });
    const { runId, childId } = await aWaitingFamily();
    const beside = await hub.stage();
    const other = await beside.run([stepsOf(beside.pair).scale(10)]);
    await eventually(async () => (await db.prisma.run.findUniqueOrThrow({ where: { id: other } })).phaseMessage).toContain(
      "2 other groups",
    );
    await decideStep(db, childId, "ask", "ben");
    await hub.reaches(runId, "Succeeded");
    await hub.reaches(other, "Succeeded");
  });

  it("asks its own guards before it starts, and is called off with its parent meanwhile", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    await db.prisma.freezeWindow.create({
      data: {
        ...{ id: randomUUID(), name: "year end", reason: "the books close", groups: [await groupName(child.groupId)] },
        times: {
          repeats: "once",
          startsAt: new Date(Date.now() - 60_000).toISOString(),
          endsAt: new Date(Date.now() + 600_000).toISOString(),
        },
        ...{ madeAt: new Date(), madeById: "ana", madeByName: "Ana" },
      },
    });
    const runId = await stage.run([runs(child.name)]);
    const waiting = await childReaches(db, runId, "Approved");
    await eventually(async () => (await childrenOf(db, runId))[0]?.phaseMessage).toContain("year end");
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
    expect((await hub.reaches(waiting.id, "Cancelled")).startedAt).toBeNull();
    expect(child.stage.effects()).toEqual([]);
  });
});

const groupName = async (id: string) => (await db.prisma.protectionGroup.findUniqueOrThrow({ where: { id } })).name;
