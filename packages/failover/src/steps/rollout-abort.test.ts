import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (phase: string, current = "b", isAborted = false) => ({ phase, message: "", stable: "a", current, isAborted });

const { hub, scene } = describeFieldsStep({
  use: "rollout.abort",
  parameters: {},
  from: { abort: false },
  to: { abort: true },
  status: { before: status("Paused"), pending: status("Progressing", "b", true), settled: status("Degraded", "b", true) },
  says: { pending: "the stable version to serve, Progressing now", done: "its update is given up" },
  strange: null,
});

describe("rollout.abort", () => {
  it("sends nothing when no update is under way", async () => {
    const { stage, object, step } = await scene();
    object.status = status("Healthy", "a");
    const run = await hub.reaches(await stage.run([step()]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ message: "already so: no update is under way", commandId: null });
    expect(object.values).toEqual({ abort: false });
  });
});
