import type { RamenStatus } from "@holdfast/contracts/ramen-status";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (more: Partial<RamenStatus>): RamenStatus => ({
  ...{ phase: "Deployed", progression: "Completed", runsOn: "cluster-a", lastSyncAt: null },
  ...{ available: "True", peerReady: "True", protected: "True" },
  ...more,
});

const { hub, scene } = describeFieldsStep({
  use: "ramen.test",
  isElsewhere: true,
  command: "ramen.set-action",
  parameters: { to: "cluster-b" },
  from: { action: null, failoverCluster: null, preferredCluster: "cluster-a", dryRun: null },
  to: { action: "Failover", failoverCluster: "cluster-b", preferredCluster: "cluster-a", dryRun: true },
  status: {
    before: status({}),
    pending: status({ phase: "FailingOver", progression: "FailingOverToCluster" }),
    settled: status({ phase: "FailedOver", progression: "TestingFailover", runsOn: "cluster-b" }),
  },
  says: {
    pending: "Ramen to test its failover to cluster-b, now: FailingOver, FailingOverToCluster",
    done: "its failover to cluster-b is under test",
  },
  // Without its dry run it is a failover: somebody has made the test real.
  strange: { action: "Failover", failoverCluster: "cluster-b", preferredCluster: "cluster-a", dryRun: false },
});

describe("ramen.test", () => {
  it.each<[string, Partial<RamenStatus>, string]>([
    ["not protected", { protected: "False" }, "RamenCondition"],
    ["running there", { runsOn: "cluster-b" }, "RamenRunsThere"],
  ])("is refused for a workload that is %s", async (_, more, reason) => {
    const { stage, object, step } = await scene();
    object.status = status(more);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });
});
