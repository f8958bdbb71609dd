import type { RamenStatus } from "@holdfast/contracts/ramen-status";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (more: Partial<RamenStatus>): RamenStatus => ({
  ...{ phase: "Deployed", progression: "Completed", runsOn: "cluster-a", lastSyncAt: null },
  ...{ available: "True", peerReady: "True", protected: "True" },
  ...more,
});
const cleaning = { phase: "FailedOver", progression: "Cleaning Up", runsOn: "cluster-b", peerReady: "False" };

const { hub, scene } = describeFieldsStep({
  use: "ramen.failover",
  isElsewhere: true,
  command: "ramen.set-action",
  parameters: { to: "cluster-b" },
  from: { action: null, failoverCluster: null, preferredCluster: "cluster-a", dryRun: null },
  to: { action: "Failover", failoverCluster: "cluster-b", preferredCluster: "cluster-a", dryRun: null },
  status: {
    before: status({}),
    pending: status({ phase: "FailingOver", progression: "FailingOverToCluster", available: "False" }),
    settled: status(cleaning),
  },
  says: {
    pending: "Ramen to fail it over to cluster-b, now: FailingOver, FailingOverToCluster",
    done: "it runs on cluster-b; the place that it left is not cleaned up yet",
  },
  strange: { action: "Relocate", failoverCluster: null, preferredCluster: "cluster-a", dryRun: null },
  isIrreversible: true,
});

describe("ramen.failover", () => {
  it("sends nothing when the workload runs there already, whatever brought it there", async () => {
    const { stage, object, step } = await scene();
    object.status = status({ runsOn: "cluster-b" });
    const run = await hub.reaches(await stage.run([step()]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ message: "already so: it runs on cluster-b", commandId: null });
    expect(stage.effects()).toEqual([]);
  });

  it("does not take an earlier failover to the other place for its own", async () => {
    const { stage, object, step } = await scene();
    const values = { action: "Failover", failoverCluster: "cluster-a", preferredCluster: "cluster-a", dryRun: null };
    Object.assign(object, { values, status: status({ phase: "FailedOver" }), follow: null });
    const runId = await stage.run([step()]);
    const run = await hub.reachesStep(runId, 0, "Verifying");
    expect(run.steps[0]?.message ?? "").not.toContain("it runs on");
    object.status = status({ phase: "FailedOver", runsOn: "cluster-b" });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("it runs on cluster-b");
  });

  it.each<[string, Partial<RamenStatus>, object, string]>([
    ["Ramen is at work on it", { phase: "Relocating", progression: "RunningFinalSync" }, {}, "RamenActs"],
    ["the other place is not ready", { peerReady: "False" }, {}, "RamenCondition"],
    ["a test is under way", { progression: "TestingFailover" }, { dryRun: true }, "RamenTests"],
  ])("is refused before anything is sent when %s", async (_, more, values, reason) => {
    const { stage, object, step } = await scene();
    Object.assign(object, { status: status(more), values: { ...object.values, ...values } });
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("goes ahead for a workload that is not protected, for then it is needed most", async () => {
    const { stage, object, step } = await scene();
    object.status = status({ protected: "False" });
    await hub.reaches(await stage.run([step()]), "Succeeded");
    expect(stage.effects()).toHaveLength(1);
  });
});
