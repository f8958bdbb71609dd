import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { aChild, childReaches, childrenOf, runs } from "../../test/a-family";
import { decideStep } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";
import { withoutLimits } from "../../test/without-limits";

const db = suiteDatabase();
const hub = suiteHub(db);
beforeEach(() => withoutLimits(db));

const said = (run: { steps: { message: string }[] }) => run.steps[0]?.message;

describe("plan.run", () => {
  it("runs the other plan to its end, on its own group and epoch, and then the parent goes on", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const runId = await stage.run([runs(child.name), stepsOf(stage.pair).istio(100)]);
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", attempt: 1, message: `the run of the plan ${child.name} has succeeded` });
    const [made, ...others] = await childrenOf(db, runId);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ phase: "Succeeded", kind: "real", parentStep: 0, parentAttempt: 1, epoch: 1n });
    expect(made).toMatchObject({ planId: child.planId, groupId: child.groupId, requestedById: "ana", reason: run.reason });
    expect(made?.id).toBe(run.steps[0]?.commandId);
    expect(child.stage.effects().map(({ value }) => value)).toEqual(["10"]);
    expect(made?.finishedAt?.getTime()).toBeLessThanOrEqual(run.steps[1]?.startedAt?.getTime() ?? 0);
    const { activeSite } = await db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: child.groupId } });
    expect(activeSite).toBe(child.stage.pair.standby.id);
  });

  it("makes no run when the other group is there already", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    await db.prisma.protectionGroup.update({ where: { id: child.groupId }, data: { activeSite: child.stage.pair.standby.id } });
    const stage = await hub.stage();
    const run = await hub.reaches(await stage.run([runs(child.name)]), "Succeeded");
    expect(said(run)).toBe(`already so: the group of the plan ${child.name} runs at ${child.stage.pair.standby.name}`);
    expect(await childrenOf(db, run.id)).toEqual([]);
  });

  it("refuses a plan that is not there any more, and makes no run", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).ask(), runs(child.name)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    await db.prisma.plan.update({ where: { id: child.planId }, data: { name: `${child.name}-gone` } });
    await decideStep(db, runId, "ask", "ben");
    const run = await hub.reaches(runId, "Paused");
    expect(run.phaseMessage).toBe(`child: there is no plan ${child.name}; save it, or name another`);
    expect(await childrenOf(db, runId)).toEqual([]);
  });

  it("makes no run in a rehearsal, and says what the other plan's evaluation says", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const good = await hub.reaches(await stage.run([runs(child.name)], { kind: "rehearsal" }), "Succeeded");
    expect(said(good)).toBe(`would change FailoverPlan ${child.name}`);
    const finding = { step: null, code: "SiteAbsent", severity: "blocking", object: "x", message: "x is gone" };
    await db.prisma.evaluation.updateMany({ where: { planId: child.planId }, data: { findings: [finding], isReady: false } });
    const bad = await hub.reaches(await stage.run([runs(child.name)], { kind: "rehearsal" }), "Failed");
    expect(said(bad)).toBe(`the plan ${child.name} is not ready: x is gone`);
    expect(await childrenOf(db, good.id)).toEqual([]);
    expect(await childrenOf(db, bad.id)).toEqual([]);
  });

  it("makes a drill of the other plan in a drill", async () => {
    const child = await aChild(hub, (step) => [step.scale(10)]);
    const stage = await hub.stage();
    const run = await hub.reaches(await stage.run([runs(child.name)], { kind: "drill" }), "Succeeded");
    expect(await childrenOf(db, run.id)).toMatchObject([{ kind: "drill", phase: "Succeeded" }]);
  });

  it("fails with what the other run says, and a new attempt makes a new run", async () => {
    const child = await aChild(hub, (step) => [step.never({ onFailure: "abort" })]);
    const stage = await hub.stage();
    const runId = await stage.run([runs(child.name), stepsOf(stage.pair).istio(100)]);
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", attempt: 1 });
    expect(said(run)).toContain(`the run of the plan ${child.name} (Failed): never: timed out`);
    await hub.tell(runId, "resume");
    await hub.reachesStep(runId, 0, "Verifying", "Preflight", "Running");
    const again = await hub.reaches(runId, "Paused");
    expect(again.steps[0]).toMatchObject({ state: "Failed", attempt: 2 });
    expect(await childrenOf(db, runId)).toMatchObject([
      { parentAttempt: 1, phase: "Failed" },
      { parentAttempt: 2, phase: "Failed" },
    ]);
    expect(stage.effects()).toEqual([]);
    await hub.tell(runId, "abort");
  });

  it("stops its run as onFailure says", async () => {
    const child = await aChild(hub, (step) => [step.never({ onFailure: "abort" })]);
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const aborted = await hub.reaches(await stage.run([runs(child.name, { onFailure: "abort" })]), "Failed");
    expect(aborted.phaseMessage).toContain(child.name);
    const skipped = await stage.run([runs(child.name, { onFailure: "skip" }), step.istio(100)]);
    expect((await hub.reaches(skipped, "Succeeded")).steps.map(({ state }) => state)).toEqual(["Skipped", "Done"]);
  });

  it("says that the other run needs a person, waits until its deadline, and never makes a second beside it", async () => {
    const child = await aChild(hub, (step) => [step.never({ timeoutSeconds: 1 })]);
    const stage = await hub.stage();
    const runId = await stage.run([runs(child.name, { timeoutSeconds: 12 })]);
    await childReaches(db, runId, "Paused");
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(said(run)).toContain(`the run of the plan ${child.name} (Paused): never: timed out`);
    expect(run.steps[0]?.state).toBe("Unknown");
    await hub.tell(runId, "resume");
    await hub.reachesStep(runId, 0, "Preflight");
    expect(await childrenOf(db, runId)).toHaveLength(1);
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
    await childReaches(db, runId, "Failed");
  });

  it("is undone with its run while that run is under way", async () => {
    const child = await aChild(hub, (step) => [step.istio(100), step.ask()]);
    const stage = await hub.stage();
    const runId = await stage.run([runs(child.name)]);
    await childReaches(db, runId, "Running");
    await hub.reachesStep((await childrenOf(db, runId))[0]!.id, 1, "AwaitingApproval");
    await hub.tell(runId, "undo");
    const run = await hub.reaches(runId, "Undone");
    expect(run.steps[0]?.state).toBe("Undone");
    expect(await childrenOf(db, runId)).toMatchObject([{ phase: "Undone" }]);
    expect(child.stage.effects().map(({ value }) => value)).toEqual(["old=0 new=100", "old=100 new=0"]);
  });

  it("is not undone once the other run has succeeded: a person is told why", async () => {
    const child = await aChild(hub, (step) => [step.istio(100)]);
    const stage = await hub.stage();
    const runId = await stage.run([runs(child.name), stepsOf(stage.pair).never({ onFailure: "undo" })]);
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(run.phaseMessage).toContain("only a failback of its own brings its group back");
    expect(child.stage.effects()).toHaveLength(1);
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
  });
});
