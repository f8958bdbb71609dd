import { aWorkload, type FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const scene = async () => {
  const stage = await hub.stage();
  const core = stage.standby.workloads.get("bank/core")!;
  return { stage, core, step: stepsOf(stage.pair) };
};

describe("workload.scale", () => {
  it("is done when every replica is ready, not when the order was carried out", async () => {
    const { stage, core, step } = await scene();
    core.readyAfterMs = null;
    const runId = await stage.run([step.scale(10)]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe(
      "waiting for 10 ready replicas, 3 now",
    );
    expect(core.replicas).toBe(10);
    core.ready = 10;
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("10 of 10 ready");
  });

  it("sends nothing when it is already so, and has nothing to undo then", async () => {
    const { stage, step } = await scene();
    const runId = await stage.run([step.scale(3), step.never({ onFailure: "undo" })]);
    const run = await hub.reaches(runId, "Undone");
    expect(run.steps[0]).toMatchObject({ state: "Done", message: "already so: 3 of 3 ready", commandId: null });
    expect(stage.effects()).toEqual([]);
  });

  it("fails closed when somebody changes the replicas between the check and the order", async () => {
    const { stage, core, step } = await scene();
    stage.standby.faults.executeAfterMs = 300;
    const runId = await stage.run([step.scale(10)]);
    await hub.reachesStep(runId, 0, "Verifying");
    core.replicas = 5;
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", message: "the agent refused: bank/core has 5 replicas" });
    expect(core.replicas).toBe(5);
  });

  it("stops when somebody changes the replicas after the order", async () => {
    const { stage, core, step } = await scene();
    core.readyAfterMs = null;
    const runId = await stage.run([step.scale(10)]);
    await eventually(() => core.replicas).toBe(10);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toContain("waiting for 10 ready");
    core.replicas = 4;
    const run = await hub.reaches(runId, "Paused");
    expect(run.phaseMessage).toBe("scale-up: somebody set the replicas to 4: they were 3 and should become 10");
  });

  it.each<[string, (standby: FakeCluster) => void, string]>([
    [
      "an autoscaler owns the replicas",
      ({ workloads }) => Object.assign(workloads.get("bank/core")!, { autoscaler: "core-hpa" }),
      "OwnedByAutoscaler",
    ],
    ["the agent lacks the right", ({ missingAccess }) => missingAccess.add("workload.scale"), "AccessMissing"],
    ["the workload is not there", ({ workloads }) => workloads.delete("bank/core"), "WorkloadAbsent"],
  ])("is refused before anything is sent when %s", async (_, prepare, reason) => {
    const { stage, step } = await scene();
    prepare(stage.standby);
    const run = await hub.reaches(await stage.run([step.scale(10)]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("fails with the agent's words when the API server refuses", async () => {
    const { stage, step } = await scene();
    stage.standby.faults.failNext = { reason: "ServerError", message: "admission webhook denied the request" };
    const run = await hub.reaches(await stage.run([step.scale(10)]), "Paused");
    expect(run.phaseMessage).toBe("scale-up: the agent failed: admission webhook denied the request");
  });

  it("waits for an agent that is away, and fails without having sent anything when it does not come back in time", async () => {
    const { stage, step } = await scene();
    stage.primary.faults.isConnected = false;
    const down = { ...step.scale(0), with: { ...step.scale(0).with, cluster: stage.pair.primary.name } };
    const patient = await stage.run([down]);
    await eventually(async () => (await hub.reachesStep(patient, 0, "Preflight")).steps[0]?.message).toContain(
      "waiting to look: the agent of",
    );
    stage.primary.faults.isConnected = true;
    await hub.reaches(patient, "Succeeded");

    stage.primary.workloads.set("bank/core", aWorkload(3));
    stage.primary.faults.isConnected = false;
    const run = await hub.reaches(await stage.run([{ ...down, timeoutSeconds: 1 }]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null, message: expect.stringContaining("is not connected") });
  });

  it("is undone to the replicas that it found", async () => {
    const { stage, core, step } = await scene();
    const run = await hub.reaches(await stage.run([step.scale(10), step.never({ onFailure: "undo" })]), "Undone");
    expect(run.steps[0]).toMatchObject({ state: "Undone", attempt: 2, message: "3 of 3 ready" });
    expect({ replicas: core.replicas, ready: core.ready }).toEqual({ replicas: 3, ready: 3 });
    expect(stage.effects().map((effect) => effect.value)).toEqual(["10", "3"]);
  });

  it("is not undone when somebody changed it since: the run stops for a person and says what remains", async () => {
    const { stage, core, step } = await scene();
    const runId = await stage.run([step.scale(10), step.never({ onFailure: "undo" })]);
    await hub.reachesStep(runId, 1, "Verifying");
    core.replicas = 7;
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(run.phaseMessage).toBe(
      "scale-up could not be undone: somebody set the replicas to 7: they were 10 and should become 3; still to undo: scale-up",
    );
    expect(core.replicas).toBe(7);

    core.replicas = 10;
    await hub.tell(runId, "resume");
    expect((await hub.reaches(runId, "Undone")).steps[0]).toMatchObject({ state: "Undone", attempt: 3 });
    expect(core.replicas).toBe(3);
  });
});
