import type { PostgresStatus } from "@holdfast/contracts/queries/postgres-read-role";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (more: Partial<PostgresStatus>): PostgresStatus => ({
  ...{ phase: "Cluster in healthy state", readyInstances: 3, self: "core", externalClusters: ["core", "core-dr"] },
  ...{ isWritable: true, isStopped: false, demotionToken: "", lastPromotionToken: "" },
  ...more,
});

const { hub, scene } = describeFieldsStep({
  use: "postgres.demote",
  command: "postgres.set-primary",
  parameters: { to: "core-dr" },
  from: { primary: "core", promotionToken: "of an earlier switchover" },
  to: { primary: "core-dr", promotionToken: null },
  status: {
    before: status({}),
    // A token without an end of the writes, or an end without a token, is half a demotion.
    pending: status({ phase: "Demoting", demotionToken: "t" }),
    settled: status({ isWritable: false, demotionToken: "t" }),
  },
  says: { pending: "the demotion token, now: Demoting", done: "it takes no more writes, and its token is there" },
  strange: { primary: "elsewhere", promotionToken: null },
});

describe("postgres.demote", () => {
  it.each<[string, Partial<PostgresStatus>, string]>([
    ["the other is not known to it", { externalClusters: [] }, "ExternalClusterAbsent"],
    ["no instance is ready", { readyInstances: 0 }, "PostgresNotReady"],
  ])("is refused before anything is sent when %s", async (_, more, reason) => {
    const { stage, object, step } = await scene();
    object.status = status(more);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("is refused for a Cluster of no distributed topology", async () => {
    const { stage, object, step } = await scene();
    object.values = { primary: null, promotionToken: null };
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.phaseMessage).toBe("set: Cluster bank/core is in no distributed topology: spec.replica.primary is not set");
  });
});
