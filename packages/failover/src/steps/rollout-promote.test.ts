import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (phase: string, current = "b", isAborted = false) => ({ phase, message: "", stable: "a", current, isAborted });

const { hub, scene } = describeFieldsStep({
  use: "rollout.promote",
  parameters: {},
  from: { promoteFull: false },
  to: { promoteFull: true },
  status: { before: status("Paused"), pending: status("Progressing"), settled: status("Healthy", "a") },
  says: { pending: "the new version to serve, Progressing now", done: "its new version serves" },
  strange: null,
  isIrreversible: true,
});

describe("rollout.promote", () => {
  it("is done by the versions, though the controller takes the field away again", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => {
      Object.assign(self, { status: status("Progressing") });
    };
    const runId = await stage.run([step()]);
    await eventually(() => object.values).toEqual({ promoteFull: true });
    Object.assign(object, { values: { promoteFull: false }, status: status("Healthy", "a") });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("its new version serves");
  });

  it("is refused for an update that was given up", async () => {
    const { stage, object, step } = await scene();
    object.status = status("Degraded", "b", true);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.phaseMessage).toBe("set: the update of this Rollout was given up; retry it first");
    expect(stage.effects()).toEqual([]);
  });
});
