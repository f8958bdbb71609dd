import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const scene = async () => {
  const stage = await hub.stage();
  stage.standby.cronJobs.add("bank/reconcile");
  const step = { name: "reconcile", use: "job.run", with: { cluster: stage.standby.name, namespace: "bank", cronJob: "reconcile" } };
  const job = () => [...stage.standby.jobs.values()][0];
  return { stage, step, job };
};
const never = (stage: Awaited<ReturnType<typeof scene>>["stage"]) => stepsOf(stage.pair).never({ onFailure: "undo" });

describe("job.run", () => {
  it("is done when the Job has completed, not when it was made", async () => {
    const { stage, step, job } = await scene();
    const runId = await stage.run([step]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toMatch(
      /^waiting for the Job bank\/reconcile-[0-9a-f]{10} to complete$/,
    );
    Object.assign(job()!, { state: "complete" });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toMatch(/^the Job bank\/reconcile-[0-9a-f]{10} has completed$/);
    expect(stage.effects()).toHaveLength(1);
  });

  it("makes one Job, however often its order arrives and whatever becomes of its receipts", async () => {
    const { stage, step, job } = await scene();
    Object.assign(stage.standby.faults, { deliveries: 3, receipts: "unknownAfter" });
    const runId = await stage.run([step]);
    await eventually(() => job()?.state).toBe("running");
    Object.assign(job()!, { state: "complete" });
    await hub.reaches(runId, "Succeeded");
    expect(stage.standby.jobs.size).toBe(1);
  });

  it("fails when the Job fails, is not tried again while that Job is there, and runs anew when somebody has deleted it", async () => {
    const { stage, step, job } = await scene();
    const runId = await stage.run([step]);
    await eventually(() => job()?.state).toBe("running");
    Object.assign(job()!, { state: "failed", said: "BackoffLimitExceeded" });
    expect((await hub.reaches(runId, "Paused")).phaseMessage).toMatch(
      /^reconcile: the Job bank\/reconcile-[0-9a-f]{10} has failed: BackoffLimitExceeded; delete it, and a retry makes it anew$/,
    );
    await hub.tell(runId, "resume");
    await eventually(async () => (await hub.reaches(runId, "Paused")).steps[0]?.attempt).toBe(2);
    expect(stage.effects()).toHaveLength(1);

    stage.standby.jobs.clear();
    await hub.tell(runId, "resume");
    await eventually(() => job()?.state).toBe("running");
    Object.assign(job()!, { state: "complete" });
    await hub.reaches(runId, "Succeeded");
  });

  it.each<[string, (scene: Awaited<ReturnType<typeof hub.stage>>) => void, string]>([
    ["the CronJob is not there", ({ standby }) => standby.cronJobs.clear(), "ObjectAbsent"],
    ["the agent lacks the right", ({ standby }) => standby.missingAccess.add("job.run"), "AccessMissing"],
  ])("is refused before anything is sent when %s", async (_, prepare, reason) => {
    const { stage, step } = await scene();
    prepare(stage);
    const run = await hub.reaches(await stage.run([step]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("has no way back: the run stops for a person", async () => {
    const { stage, step, job } = await scene();
    const runId = await stage.run([step, never(stage)]);
    await eventually(() => job()?.state).toBe("running");
    Object.assign(job()!, { state: "complete" });
    expect((await hub.reaches(runId, "NeedsOperator")).steps[0]).toMatchObject({ isIrreversible: true });
  });
});
