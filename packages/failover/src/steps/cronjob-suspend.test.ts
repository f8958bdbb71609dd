import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const { hub, scene } = describeFieldsStep({
  use: "cronjob.suspend",
  parameters: {},
  from: { suspend: false },
  to: { suspend: true },
  status: { before: { active: [] }, pending: { active: ["core-1"] }, settled: { active: [] } },
  says: { pending: "Jobs to end: core-1", done: "starts no Jobs any more" },
  strange: null,
});

describe("cronjob.suspend", () => {
  it("does not wait for Jobs that run when the plan says so", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => {
      self.status = { active: ["core-1"] };
    };
    const set = step();
    const run = await hub.reaches(await stage.run([{ ...set, with: { ...set.with, waitForJobs: false } }]), "Succeeded");
    expect(run.steps[0]?.message).toBe("starts no Jobs any more");
  });
});
