import { aRoute, type FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const scene = async () => {
  const stage = await hub.stage();
  return { stage, route: stage.standby.routes.get("bank/core")!, step: stepsOf(stage.pair) };
};
const shares = (route: { weights: { host: string; weight: number }[] }) => route.weights.map((share) => `${share.host}=${share.weight}`);

describe("istio.shift-weights", () => {
  it("is done when the weights read back are the planned ones", async () => {
    const { stage, route, step } = await scene();
    const run = await hub.reaches(await stage.run([step.istio(50), step.istio(100)]), "Succeeded");
    expect(run.steps.map((each) => each.message)).toEqual(["old 50, new 50", "old 0, new 100"]);
    expect(shares(route)).toEqual(["old=0", "new=100"]);
  });

  it("takes the share of a destination that the plan does not name", async () => {
    const { stage, route, step } = await scene();
    const only = { ...step.istio(100), with: { ...step.istio(100).with, weights: [{ host: "new", weight: 100 }] } };
    await hub.reaches(await stage.run([only]), "Succeeded");
    expect(shares(route)).toEqual(["old=0", "new=100"]);
  });

  it("sends nothing when it is already so", async () => {
    const { stage, step } = await scene();
    stage.standby.routes.set("bank/core", aRoute({ old: 0, new: 100 }));
    const run = await hub.reaches(await stage.run([step.istio(100)]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ message: "already so: old 0, new 100", commandId: null });
    expect(stage.effects()).toEqual([]);
  });

  it("fails closed when somebody shifts the traffic between the check and the order", async () => {
    const { stage, route, step } = await scene();
    stage.standby.faults.executeAfterMs = 300;
    const runId = await stage.run([step.istio(100)]);
    await hub.reachesStep(runId, 0, "Verifying");
    route.weights = aRoute({ old: 90, new: 10 }).weights;
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", message: "the agent refused: the weights are not what the sender saw" });
    expect(shares(route)).toEqual(["old=90", "new=10"]);
  });

  it.each<[string, (standby: FakeCluster) => void, string]>([
    ["the kind is not served", ({ absentKinds }) => absentKinds.add("istio.shift-weights"), "KindAbsent"],
    ["the route is not there", ({ routes }) => routes.delete("bank/core"), "RouteAbsent"],
    ["the route has no such destination", ({ routes }) => routes.set("bank/core", aRoute({ old: 100 })), "DestinationAbsent"],
    ["the agent lacks the right", ({ missingAccess }) => missingAccess.add("istio.shift-weights"), "AccessMissing"],
  ])("is refused before anything is sent when %s", async (_, prepare, reason) => {
    const { stage, step } = await scene();
    prepare(stage.standby);
    const run = await hub.reaches(await stage.run([step.istio(100)]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(run.steps[0]?.commandId).toBeNull();
  });

  it("fails when the agent does not come back in time", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const elsewhere = { ...step.istio(100, { timeoutSeconds: 1 }), with: { ...step.istio(100).with, cluster: stage.pair.primary.name } };
    const run = await hub.reaches(await stage.run([elsewhere]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null, message: expect.stringContaining("is not connected") });
  });

  it("is undone to the weights that it found, in reverse order", async () => {
    const { stage, route, step } = await scene();
    route.weights = aRoute({ old: 80, new: 20 }).weights;
    await hub.reaches(await stage.run([step.istio(50), step.istio(100), step.never({ onFailure: "undo" })]), "Undone");
    expect(stage.effects().map((effect) => effect.value)).toEqual(["old=50 new=50", "old=0 new=100", "old=50 new=50", "old=80 new=20"]);
    expect(shares(route)).toEqual(["old=80", "new=20"]);
  });

  it("is not undone when somebody shifted the traffic since", async () => {
    const { stage, route, step } = await scene();
    const runId = await stage.run([step.istio(50), step.never({ onFailure: "undo" })]);
    await hub.reachesStep(runId, 1, "Verifying");
    route.weights = aRoute({ old: 60, new: 40 }).weights;
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(run.phaseMessage).toBe("mesh-50 could not be undone: somebody set the weights to old 60, new 40; still to undo: mesh-50");
    expect(shares(route)).toEqual(["old=60", "new=40"]);
  });
});
