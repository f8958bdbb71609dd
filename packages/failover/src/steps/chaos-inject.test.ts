import { ChaosInject } from "@holdfast/contracts/steps/chaos-inject";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import type { StepText } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const hub = suiteHub(suiteDatabase());
const drill = { kind: "drill" } as const;

async function scene() {
  const stage = await hub.stage();
  const step: StepText = {
    name: "break",
    use: "chaos.inject",
    with: {
      ...{ cluster: stage.primary.name, namespace: "bank", pods: { app: "core" } },
      ...{ fault: { kind: "pod-failure" }, durationSeconds: 60 },
    },
  };
  const made = () => [...stage.primary.experiments.values()][0];
  return { stage, step, made, never: () => stepsOf(stage.pair).never({ onFailure: "undo" }) };
}

describe("chaos.inject", () => {
  it("is done when Chaos Mesh says that the fault has reached every pod, not when the experiment was made", async () => {
    const { stage, step, made } = await scene();
    const runId = await stage.run([step], drill);
    await eventually(() => made()?.isGoing).toBe(false);
    const saysNow = () => eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);
    await saysNow().toMatch(/^waiting for Chaos Mesh to choose the pods of bank\/holdfast-[0-9a-f]{16}$/);
    Object.assign(made()!, { isSelected: true });
    await saysNow().toMatch(/^waiting for the fault of .* to reach every pod$/);
    Object.assign(made()!, { isInjected: true });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toMatch(/has reached every pod$/);
    expect(stage.effects()).toHaveLength(1);
  });

  it("is refused in a run that is no drill, whoever let it into a plan: nothing is sent", async () => {
    const { stage, step } = await scene();
    const run = await hub.reaches(await stage.run([step]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.phaseMessage).toContain("the step break makes something go wrong: only a drill may take it");
    expect(stage.effects()).toEqual([]);
  });

  it("is undone when the pods have recovered, for which Chaos Mesh holds the experiment back", async () => {
    const { stage, step, made, never } = await scene();
    const runId = await stage.run([step, never()], drill);
    await eventually(() => made()?.isGoing).toBe(false);
    Object.assign(made()!, { isSelected: true, isInjected: true });
    await eventually(() => made()?.isGoing).toBe(true);
    expect((await hub.reachesStep(runId, 0, "Undoing")).phase).toBe("Undoing");
    stage.primary.experiments.clear();
    expect((await hub.reaches(runId, "Undone")).steps[0]).toMatchObject({ state: "Undone" });
  });

  it("counts as done when the fault has come and gone before anybody looked", async () => {
    const { stage, step, made } = await scene();
    const runId = await stage.run([step], drill);
    await eventually(() => made()?.isGoing).toBe(false);
    Object.assign(made()!, { isSelected: true, isRecovered: true });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toMatch(/has come and gone$/);
  });

  it.each<[string, string, (scene: Awaited<ReturnType<typeof hub.stage>>) => unknown]>([
    ["Chaos Mesh is not there", "KindAbsent", ({ primary }) => primary.absentKinds.add("chaos.inject")],
    ["no pod has the labels", "NoPodsForChaos", ({ primary }) => Object.assign(primary, { matchingPods: 0 })],
    ["too many pods have them", "TooManyPodsForChaos", ({ primary }) => Object.assign(primary, { matchingPods: 11 })],
    ["the agent lacks the right", "AccessMissing", ({ primary }) => primary.missingAccess.add("chaos.inject")],
  ])("is refused before anything is sent when %s", async (_, reason, prepare) => {
    const { stage, step } = await scene();
    prepare(stage);
    const run = await hub.reaches(await stage.run([step], drill), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  const whole = { cluster: "a", namespace: "bank", pods: { app: "core" }, fault: { kind: "pod-kill" }, durationSeconds: 60 };
  it.each([
    ["every pod of a namespace", { pods: {} }, "pods"],
    ["Kubernetes' own namespaces", { namespace: "kube-system" }, "namespace"],
    ["a fault without an end", { durationSeconds: undefined }, "durationSeconds"],
    ["a fault that nobody knows", { fault: { kind: "earthquake" } }, "fault"],
  ])("takes no %s", (_, more, field) => {
    expect(ChaosInject.safeParse({ ...whole, ...more }).error?.issues[0]?.path[0]).toBe(field);
  });
});
