import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { decideStep, type StepText } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const states = (run: { steps: { state: string }[] }) => run.steps.map((step) => step.state);
const atOnce = (...parallel: StepText[]) => ({ name: "together", parallel });

/** A furnished pair whose scaling takes until it is told: what is scaled stays at work. */
async function aSlowStage() {
  const stage = await hub.stage();
  const core = stage.standby.workloads.get("bank/core")!;
  core.readyAfterMs = null;
  const step = stepsOf(stage.pair);
  return { stage, core, step, values: () => stage.effects().map((effect) => effect.value) };
}

describe("a parallel set", () => {
  it("has its members done at once, and what follows waits for all of them", async () => {
    const { stage, core, step, values } = await aSlowStage();
    const runId = await stage.run([atOnce(step.scale(10), step.istio(100), step.gateway(1)), step.http()]);
    await hub.reachesStep(runId, 2, "Done");
    await hub.reachesStep(runId, 1, "Done");
    const meanwhile = await hub.reachesStep(runId, 0, "Verifying");
    expect(states(meanwhile)).toEqual(["Verifying", "Done", "Done", "Pending"]);
    core.ready = 10;
    const run = await hub.reaches(runId, "Succeeded");
    expect(states(run)).toEqual(["Done", "Done", "Done", "Done"]);
    expect(values().sort()).toEqual(["10", "old=0 new=1", "old=0 new=100"]);
    const begun = run.journal.filter((line) => line.transition === "started").map((line) => [line.stepIndex, line.at.getTime()]);
    expect(new Set(begun.slice(0, 3).map(([, at]) => at)).size).toBe(1);
    expect(begun[3]?.[0]).toBe(3);
  });

  it("does as a failing member says only when the others are at rest, and takes them back in reverse order", async () => {
    const { stage, core, step, values } = await aSlowStage();
    const runId = await stage.run([atOnce(step.istio(100), step.scale(10), step.never({ onFailure: "undo" })), step.http()]);
    await hub.reachesStep(runId, 0, "Done");
    await hub.reachesStep(runId, 1, "Verifying");
    const held = await hub.reachesStep(runId, 2, "Failed");
    expect(held.phase).toBe("Running");
    expect(states(held)).toEqual(["Done", "Verifying", "Failed", "Pending"]);
    core.readyAfterMs = 0;
    core.ready = 10;
    const run = await hub.reaches(runId, "Undone");
    expect(states(run)).toEqual(["Undone", "Undone", "Failed", "Pending"]);
    expect(values().slice(2)).toEqual(["3", "old=100 new=0"]);
    const trail = await db.prisma.auditEntry.findMany({
      where: { targetId: runId, action: "failover.phase-changed" },
      orderBy: { seq: "asc" },
    });
    expect(trail[0]?.reason).toMatch(/^never: timed out/);
  });

  it("is paused as a whole and goes on as a whole, and tries again what had failed in it", async () => {
    const { stage, core, step } = await aSlowStage();
    stage.standby.faults.failNext = { reason: "ServerError", message: "etcd is away" };
    const runId = await stage.run([atOnce(step.scale(10), step.istio(100), step.ask())]);
    await eventually(async () =>
      states(await hub.reachesStep(runId, 2, "AwaitingApproval")).filter((state) => state === "Failed"),
    ).toHaveLength(1);
    await hub.tell(runId, "pause");
    await hub.reaches(runId, "Paused");
    await decideStep(db, runId, "ask", "ben");
    core.readyAfterMs = 0;
    await hub.tell(runId, "resume");
    await eventually(() => core.replicas).toBe(10);
    core.ready = 10;
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps.map((each) => each.attempt).sort()).toEqual([1, 1, 2]);
    expect(stage.effects()).toHaveLength(2);
  });

  it("is left as a whole: what was sent is unknown, what was not sent never will be", async () => {
    const { stage, step } = await aSlowStage();
    const runId = await stage.run([atOnce(step.scale(10), step.ask()), step.http()]);
    await hub.reachesStep(runId, 0, "Verifying");
    await hub.reachesStep(runId, 1, "AwaitingApproval");
    await hub.tell(runId, "abort");
    const run = await hub.reaches(runId, "Failed");
    expect(states(run)).toEqual(["Unknown", "Skipped", "Pending"]);
  });
});
