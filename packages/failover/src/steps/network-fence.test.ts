import { NetworkFence } from "@holdfast/contracts/steps/network-fence";
import { fenceName } from "@holdfast/domain/plan/fence-name";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, type StepText } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);
const pods = { app: "core" };
const KEY = `bank/${fenceName({ pods, egress: false })}`;

async function scene() {
  const stage = await hub.stage();
  const step = (more: object = {}, choices: Partial<StepText> = {}): StepText => ({
    name: "fence",
    use: "network.fence",
    with: { cluster: stage.primary.name, namespace: "bank", pods, ...more },
    ...choices,
  });
  return { stage, step, never: () => stepsOf(stage.pair).never({ onFailure: "undo" }) };
}

describe("network.fence", () => {
  it("is done when the fence is read back, and says what that does not prove", async () => {
    const { stage, step } = await scene();
    const run = await hub.reaches(await stage.run([step()]), "Succeeded");
    expect(run.steps[0]?.message).toBe(`NetworkPolicy ${KEY} stands as it was put up; that it is enforced, only a probe can show`);
    expect(stage.effects()).toMatchObject([{ clusterId: stage.primary.id, object: KEY, value: "fenced" }]);
  });

  it("sends nothing when it stands already, and none when there is nothing to take away", async () => {
    const { stage, step } = await scene();
    stage.primary.fences.set(KEY, "stands");
    const lift = step({ pods: { app: "other" }, fenced: false }, { name: "lift" });
    const run = await hub.reaches(await stage.run([step(), lift]), "Succeeded");
    expect(run.steps.map(({ message }) => message?.slice(0, 11))).toEqual(["already so:", "already so:"]);
    expect(stage.effects()).toEqual([]);
  });

  it("takes a fence away where the plan says so", async () => {
    const { stage, step } = await scene();
    stage.primary.fences.set(KEY, "stands");
    await hub.reaches(await stage.run([step({ fenced: false })]), "Succeeded");
    expect([...stage.primary.fences]).toEqual([]);
  });

  it.each([
    ["put up", true],
    ["taken away", false],
  ])("is undone when it was %s", async (_, fenced) => {
    const { stage, step, never } = await scene();
    if (!fenced) stage.primary.fences.set(KEY, "stands");
    const run = await hub.reaches(await stage.run([step({ fenced }), never()]), "Undone");
    expect(run.steps[0]).toMatchObject({ state: "Undone" });
    expect(stage.primary.fences.has(KEY)).toBe(!fenced);
  });

  it("is left as it is on the way back when it stood before the run", async () => {
    const { stage, step, never } = await scene();
    stage.primary.fences.set(KEY, "stands");
    await hub.reaches(await stage.run([step(), never()]), "Undone");
    expect(stage.primary.fences.get(KEY)).toBe("stands");
  });

  it("is not undone when somebody changed the fence since", async () => {
    const { stage, step, never } = await scene();
    const runId = await stage.run([step(), never()]);
    await hub.reachesStep(runId, 1, "Verifying");
    stage.primary.fences.set(KEY, "other");
    expect((await hub.reaches(runId, "NeedsOperator")).phaseMessage).toContain(
      `fence could not be undone: somebody changed NetworkPolicy ${KEY}: it is no longer this fence`,
    );
    expect(stage.primary.fences.get(KEY)).toBe("other");
  });

  it("fails when a policy lets traffic in beside it by the time that it stands", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.executeAfterMs = 300;
    const runId = await stage.run([step()]);
    await hub.reachesStep(runId, 0, "Verifying");
    stage.primary.holes.add("core-from-gateway");
    expect((await hub.reaches(runId, "Paused")).phaseMessage).toContain("let traffic in beside it: core-from-gateway");
  });

  it.each<[string, string, (scene: Awaited<ReturnType<typeof hub.stage>>) => void, object]>([
    ["the kind is not served", "KindAbsent", ({ primary }) => primary.absentKinds.add("network.fence"), {}],
    ["there is no such namespace", "ObjectAbsent", () => undefined, { namespace: "nowhere" }],
    ["its name is taken", "FenceOfOthers", ({ primary }) => primary.fences.set(KEY, "other"), {}],
    ["another policy would let traffic in", "FenceHasHoles", ({ primary }) => primary.holes.add("core-from-gateway"), {}],
    ["the agent lacks the right", "AccessMissing", ({ primary }) => primary.missingAccess.add("network.fence"), {}],
  ])("is refused before anything is sent when %s", async (_, reason, prepare, more) => {
    const { stage, step } = await scene();
    prepare(stage);
    const run = await hub.reaches(await stage.run([step(more)]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("holds beside such a policy where its kind denies", async () => {
    const { stage, step } = await scene();
    stage.primary.holes.add("core-from-gateway");
    await hub.reaches(await stage.run([step({ by: "AuthorizationPolicy" })]), "Succeeded");
  });

  it("has a way past a site that is lost: a plan may go on without it", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const run = await hub.reaches(await stage.run([step({}, { onFailure: "skip", timeoutSeconds: 1 })]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Skipped" });
  });
});

describe("a fence that may come late", () => {
  const late = { late: true };
  const skipping = { onFailure: "skip", timeoutSeconds: 1 } as const;

  it("is put up when its site is back, as a step of its run, which took no longer by that", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const runId = await stage.run([step(late, skipping)]);
    const ended = await hub.reaches(runId, "Succeeded");
    expect(ended.steps[0]).toMatchObject({ state: "Skipped" });
    expect(stage.effects()).toEqual([]);
    stage.primary.faults.isConnected = true;
    const run = await hub.reachesStep(runId, 0, "Done");
    expect(run).toMatchObject({ phase: "Succeeded", finishedAt: ended.finishedAt });
    expect(stage.primary.fences.get(KEY)).toBe("stands");
    expect(stage.effects()).toHaveLength(1);
    expect(run.journal.filter(({ attempt }) => attempt === run.steps[0]?.attempt).map(({ transition }) => transition)).toEqual([
      "started",
      "intended",
      "sent",
      "verified",
    ]);
  });

  it("is tried again while it is refused, and says why meanwhile", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const runId = await stage.run([step(late, skipping)]);
    await hub.reaches(runId, "Succeeded");
    stage.primary.holes.add("core-from-gateway");
    stage.primary.faults.isConnected = true;
    await expect
      .poll(async () => (await hub.reaches(runId, "Succeeded")).steps[0]?.message, { timeout: 20_000 })
      .toContain("let traffic in beside the fence");
    stage.primary.holes.clear();
    await hub.reachesStep(runId, 0, "Done");
  });

  it("is kept by no condition that halts its plan's runs, and the run that has ended is not paused", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const burning = { name: "budget", cluster: stage.standby.name, query: "burn", comparison: ">", threshold: 1 };
    stage.standby.metrics.set("burn", [0]);
    const plan = stage.plan([step(late, skipping)], { haltWhile: [burning] });
    const runId = await stage.again(plan, await stage.save(plan), { mode: "ungraceful" });
    await hub.reaches(runId, "Succeeded");
    stage.standby.metrics.set("burn", [20]);
    stage.primary.faults.isConnected = true;
    expect(await hub.reachesStep(runId, 0, "Done")).toMatchObject({ phase: "Succeeded" });
    expect(stage.primary.fences.get(KEY)).toBe("stands");
  });

  it("is put up for a run that automation began, once automation may go on; that run is not paused meanwhile", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const runId = await stage.run([step(late, skipping)]);
    await hub.reaches(runId, "Succeeded");
    await db.prisma.run.update({ where: { id: runId }, data: { origin: "calendar" } });
    const turn = (stoppedAt: Date | null) =>
      db.prisma.automationSwitch.update({
        where: { id: 1 },
        data: { stoppedAt, stoppedById: "olga", stoppedByName: "Olga", reason: "storm" },
      });
    await turn(new Date());
    stage.primary.faults.isConnected = true;
    await expect.poll(async () => (await hub.reaches(runId, "Succeeded")).steps[0]?.message, { timeout: 20_000 }).toContain("storm");
    expect(stage.effects()).toEqual([]);
    await db.prisma.automationSwitch.update({
      where: { id: 1 },
      data: { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null },
    });
    await hub.reachesStep(runId, 0, "Done");
  });

  it("stays down when another run of its group has begun since, and when the plan does not ask for it", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const plan = stage.plan([step(late, skipping)]);
    const saved = await stage.save(plan);
    const first = await anApprovedRun(db, stage.pair, plan, saved, { mode: "ungraceful" });
    await hub.reaches(first, "Succeeded");
    const second = await anApprovedRun(db, stage.pair, plan, saved, { mode: "ungraceful" });
    await hub.reaches(second, "Succeeded");
    const other = await scene();
    other.stage.primary.faults.isConnected = false;
    const without = await other.stage.run([other.step({}, skipping)]);
    await hub.reaches(without, "Succeeded");
    other.stage.primary.faults.isConnected = true;
    stage.primary.faults.isConnected = true;
    await hub.reachesStep(second, 0, "Done");
    expect((await hub.reaches(first, "Succeeded")).steps[0]).toMatchObject({ state: "Skipped", attempt: 1 });
    expect((await hub.reaches(without, "Succeeded")).steps[0]).toMatchObject({ state: "Skipped", attempt: 1 });
    expect(other.stage.effects()).toEqual([]);
    expect(stage.effects()).toHaveLength(1);
  });
});

describe("its parameters", () => {
  const whole = { cluster: "a", namespace: "bank" };
  it.each([
    ["Kubernetes' own namespaces", { namespace: "kube-system" }, "namespace"],
    ["egress by a kind that knows only ingress", { by: "AuthorizationPolicy", egress: true }, "egress"],
    ["a late step that takes a fence away", { fenced: false, late: true }, "late"],
    ["what can be no label", { pods: { "not a key": "x" } }, "pods"],
  ])("refuse %s, and name the field", (_, more, field) => {
    expect(NetworkFence.safeParse({ ...whole, ...more }).error?.issues[0]?.path[0]).toBe(field);
  });
});
