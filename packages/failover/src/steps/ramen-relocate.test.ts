import type { RamenStatus } from "@holdfast/contracts/ramen-status";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (more: Partial<RamenStatus>): RamenStatus => ({
  ...{ phase: "FailedOver", progression: "Completed", runsOn: "cluster-b", lastSyncAt: null },
  ...{ available: "True", peerReady: "True", protected: "True" },
  ...more,
});

const { hub, scene } = describeFieldsStep({
  use: "ramen.relocate",
  isElsewhere: true,
  command: "ramen.set-action",
  parameters: { to: "cluster-a" },
  from: { action: "Failover", failoverCluster: "cluster-b", preferredCluster: null, dryRun: null },
  to: { action: "Relocate", failoverCluster: "cluster-b", preferredCluster: "cluster-a", dryRun: null },
  status: {
    before: status({}),
    // It runs there already, but the old place is not cleaned up: a relocation is done when both are.
    pending: status({ phase: "Relocated", progression: "Cleaning Up", runsOn: "cluster-a", peerReady: "False" }),
    settled: status({ phase: "Relocated", runsOn: "cluster-a" }),
  },
  says: { pending: "Ramen to relocate it to cluster-a, now: Relocated, Cleaning Up", done: "it runs on cluster-a" },
  strange: { action: "Failover", failoverCluster: "cluster-a", preferredCluster: null, dryRun: null },
  isIrreversible: true,
});

describe("ramen.relocate", () => {
  it.each<[string, Partial<RamenStatus>]>([
    ["not protected", { protected: "False" }],
    ["not ready at the other place", { peerReady: "Unknown" }],
  ])("is refused for a workload that is %s: it loses nothing or does nothing", async (_, more) => {
    const { stage, object, step } = await scene();
    object.status = status(more);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "RamenCondition" });
    expect(stage.effects()).toEqual([]);
  });
});
