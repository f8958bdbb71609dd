import { lastProof } from "@holdfast/db/last-proof";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { decideStep } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const states = (run: { steps: { state: string }[] }) => run.steps.map((step) => step.state);

describe("a step that a person has a run go on without", () => {
  it("stays as it is, on record with the name and the reason, and the run goes on and says so at its end", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    stage.standby.faults.failNext = { reason: "ServerError", message: "etcd is away" };
    const runId = await stage.run([step.istio(50), step.scale(10), step.http()]);
    await hub.reaches(runId, "Paused");
    await hub.tell(runId, "skip");
    const run = await hub.reaches(runId, "Succeeded");
    expect(states(run)).toEqual(["Skipped", "Done", "Done"]);
    expect(run.steps[0]).toMatchObject({ attempt: 2, message: "skipped by Cyd: because" });
    expect(run.phaseMessage).toBe("every step was verified but what was skipped by hand: mesh-50");
    expect(stage.effects().map(({ value }) => value)).toEqual(["10"]);
    const line = run.journal.find(({ transition }) => transition === "skipped");
    expect(line).toMatchObject({ stepIndex: 0, attempt: 2, detail: { because: "skipped by Cyd: because", was: "Failed" } });
    const entry = await db.prisma.auditEntry.findFirst({ where: { targetId: runId, action: "failover.step-skipped" } });
    expect(entry).toMatchObject({ outcome: "succeeded", reason: "skipped by Cyd: because", after: { step: "mesh-50", state: "Skipped" } });
  });

  it("proves no plan: what was left out was not shown to work", async () => {
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10), stepsOf(stage.pair).never()]);
    await hub.reaches(runId, "Paused");
    await hub.tell(runId, "skip");
    const run = await hub.reaches(runId, "Succeeded");
    expect(await lastProof(db.prisma, run.planId, "activate")).toBeNull();
    const whole = await hub.stage();
    const proven = await hub.reaches(await whole.run([stepsOf(whole.pair).scale(10)]), "Succeeded");
    expect(await lastProof(db.prisma, proven.planId, "activate")).toEqual(proven.finishedAt);
  });

  it("is undone with the others where its order may have worked", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const core = stage.standby.workloads.get("bank/core")!;
    core.readyAfterMs = null;
    const runId = await stage.run([step.scale(10, { timeoutSeconds: 1 }), step.never()]);
    await hub.reaches(runId, "NeedsOperator", "Paused");
    await hub.tell(runId, "skip");
    await hub.reachesStep(runId, 1, "Failed");
    core.readyAfterMs = 0;
    await hub.tell(runId, "undo");
    const run = await hub.reaches(runId, "Undone");
    expect(states(run)).toEqual(["Undone", "Failed"]);
    expect(core.replicas).toBe(3);
  });

  it("is none that waits for the word of people: the run stays where it is, and that is on record", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.ask(), step.scale(10)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    await decideStep(db, runId, "ask", "ben", "decline");
    await hub.reaches(runId, "Paused");
    await hub.tell(runId, "skip");
    await expect.poll(async () => (await db.prisma.run.findUnique({ where: { id: runId } }))?.intent, { timeout: 15_000 }).toBeNull();
    expect(await db.prisma.run.findUnique({ where: { id: runId } })).toMatchObject({ phase: "Paused" });
    expect(await db.prisma.auditEntry.findFirst({ where: { targetId: runId, action: "failover.intent" } })).toMatchObject({
      outcome: "refused",
    });
    expect(stage.effects()).toEqual([]);
  });
});
