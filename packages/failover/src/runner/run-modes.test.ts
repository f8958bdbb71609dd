import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, type Pair, type PlanMore, type RequestMore, type StepText } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { type Stage, suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

/** Drains the primary if there is one, and scales the standby up: further when it has to carry everything at once. */
function twoForms(pair: Pair): StepText[] {
  const { scale } = stepsOf(pair);
  return [
    { ...scale(0, { name: "drain" }), with: { ...scale(0).with, cluster: pair.primary.name }, ungraceful: "skip" },
    scale(5, { ungraceful: { with: scale(10).with ?? {} } }),
  ];
}

async function anApproval(stage: Stage, choices: RequestMore, more: PlanMore = {}): Promise<string> {
  const plan = stage.plan(twoForms(stage.pair), more);
  return anApprovedRun(db, stage.pair, plan, await stage.save(plan), choices);
}

const effectsOf = (stage: Stage) => stage.effects().map((effect) => effect.value);

describe("a step with a form of its own for a lost primary", () => {
  it("is done as the plan says for a primary that answers", async () => {
    const stage = await hub.stage();
    const run = await hub.reaches(await stage.run(twoForms(stage.pair)), "Succeeded");
    expect(run.steps.map((step) => step.state)).toEqual(["Done", "Done"]);
    expect(effectsOf(stage)).toEqual(["0", "5"]);
    expect(run).toMatchObject({ mode: "graceful", approvedMode: null });
  });

  it("is left out or done otherwise when the primary is lost, and keeps its place", async () => {
    const stage = await hub.stage();
    stage.primary.faults.isConnected = false;
    const run = await hub.reaches(await stage.run(twoForms(stage.pair)), "Succeeded");
    expect(run.steps.map((step) => [step.index, step.state, step.attempt])).toEqual([
      [0, "Skipped", 0],
      [1, "Done", 1],
    ]);
    expect(run.steps[0]?.message).toBe("left out: the primary is lost");
    expect(run.steps[1]?.params).toMatchObject({ replicas: 10 });
    expect(effectsOf(stage)).toEqual(["10"]);
  });
});

describe("the mode of a run", () => {
  it("is that of the approval: a primary that was lost since takes another one", async () => {
    const stage = await hub.stage();
    stage.primary.faults.isConnected = false;
    const run = await hub.reaches(await anApproval(stage, { mode: "graceful" }), "Expired");
    expect(run.phaseMessage).toContain("lost by now");
    expect(effectsOf(stage)).toEqual([]);
    const trail = await db.prisma.auditEntry.findFirstOrThrow({ where: { targetId: run.id, action: "failover.start" } });
    expect(trail.outcome).toBe("refused");
  });

  it("follows the loss where the plan lets approvals hold, and tells what was approved", async () => {
    const stage = await hub.stage();
    stage.primary.faults.isConnected = false;
    const runId = await anApproval(stage, { mode: "graceful" }, { holdIfPrimaryLost: true });
    const run = await hub.reaches(runId, "Succeeded");
    expect(run).toMatchObject({ mode: "ungraceful", approvedMode: "graceful" });
    expect(run.steps.map((step) => step.state)).toEqual(["Skipped", "Done"]);
    expect(effectsOf(stage)).toEqual(["10"]);
    const trail = await db.prisma.auditEntry.findFirstOrThrow({ where: { targetId: runId, action: "failover.start" } });
    expect(trail.after).toMatchObject({ mode: "ungraceful" });
  });

  it("is given up when the primary is back: nobody approved to leave out what it can do", async () => {
    const stage = await hub.stage();
    const run = await hub.reaches(await anApproval(stage, { mode: "ungraceful" }, { holdIfPrimaryLost: true }), "Expired");
    expect(run.phaseMessage).toContain("answers again");
    expect(effectsOf(stage)).toEqual([]);
  });
});
