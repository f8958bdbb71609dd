import { aRule, type FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const parent = { name: "edge", isAccepted: true, hasResolvedRefs: true, isObserved: true };
const scene = async () => {
  const stage = await hub.stage();
  return { stage, rule: stage.standby.rules.get("bank/edge")!, step: stepsOf(stage.pair) };
};
const shares = (rule: { weights: { name: string; weight: number }[] }) => rule.weights.map((share) => `${share.name}=${share.weight}`);

describe("gateway.shift-weights", () => {
  it("is done when the weights read back are the planned ones and every gateway that reports has taken them", async () => {
    const { stage, rule, step } = await scene();
    rule.parents = [{ ...parent, isObserved: false }];
    const runId = await stage.run([step.gateway(1)]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe(
      "waiting for the gateway edge to take them",
    );
    rule.parents = [{ ...parent, hasResolvedRefs: false }];
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe(
      "waiting for the gateway edge to resolve the backends",
    );
    rule.parents = [parent];
    await hub.reaches(runId, "Succeeded");
    expect(shares(rule)).toEqual(["old=0", "new=1"]);
  });

  it("is done by the weights alone where no controller reports", async () => {
    const { stage, step } = await scene();
    expect((await hub.reaches(await stage.run([step.gateway(1)]), "Succeeded")).steps[0]?.message).toBe("old 0, new 1");
  });

  it("sends nothing when it is already so", async () => {
    const { stage, step } = await scene();
    stage.standby.rules.set("bank/edge", aRule({ old: 0, new: 1 }));
    const run = await hub.reaches(await stage.run([step.gateway(1)]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ message: "already so: old 0, new 1", commandId: null });
  });

  it("fails closed when somebody changes the weights between the check and the order", async () => {
    const { stage, rule, step } = await scene();
    stage.standby.faults.executeAfterMs = 300;
    const runId = await stage.run([step.gateway(1)]);
    await hub.reachesStep(runId, 0, "Verifying");
    rule.weights = aRule({ old: 9, new: 1 }).weights;
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", message: "the agent refused: the weights are not what the sender saw" });
  });

  it.each<[string, (standby: FakeCluster) => void, string]>([
    ["the kind is not served", ({ absentKinds }) => absentKinds.add("gateway.shift-weights"), "KindAbsent"],
    ["the rule is not there", ({ rules }) => rules.delete("bank/edge"), "RouteAbsent"],
    ["the rule has no such backend", ({ rules }) => rules.set("bank/edge", aRule({ old: 1 })), "DestinationAbsent"],
  ])("is refused before anything is sent when %s", async (_, prepare, reason) => {
    const { stage, step } = await scene();
    prepare(stage.standby);
    const run = await hub.reaches(await stage.run([step.gateway(1)]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(run.steps[0]?.commandId).toBeNull();
  });

  it("fails when the agent does not come back in time", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const elsewhere = { ...step.gateway(1, { timeoutSeconds: 1 }), with: { ...step.gateway(1).with, cluster: stage.pair.primary.name } };
    const run = await hub.reaches(await stage.run([elsewhere]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
  });

  it("is undone to the weights that it found", async () => {
    const { stage, rule, step } = await scene();
    await hub.reaches(await stage.run([step.gateway(1), step.never({ onFailure: "undo" })]), "Undone");
    expect(shares(rule)).toEqual(["old=1", "new=0"]);
    expect(stage.effects()).toHaveLength(2);
  });

  it("is not undone when somebody changed the weights since", async () => {
    const { stage, rule, step } = await scene();
    const runId = await stage.run([step.gateway(1), step.never({ onFailure: "undo" })]);
    await hub.reachesStep(runId, 1, "Verifying");
    rule.weights = aRule({ old: 5, new: 5 }).weights;
    expect((await hub.reaches(runId, "NeedsOperator")).phaseMessage).toContain(
      "edge-1 could not be undone: somebody set the weights to old 5, new 5",
    );
    expect(shares(rule)).toEqual(["old=5", "new=5"]);
  });
});
