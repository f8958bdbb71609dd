import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (result: string, message: string, cidrs = ["10.1.0.0/16"]) => ({ result, message, cidrs });

const { hub, scene } = describeFieldsStep({
  use: "storage.fence",
  isClusterWide: true,
  parameters: {},
  from: { fenceState: "Unfenced" },
  to: { fenceState: "Fenced" },
  status: {
    // That its last work succeeded says nothing of the next: its words tell what was done.
    before: status("Succeeded", "unfencing operation successful"),
    pending: status("Succeeded", "unfencing operation successful"),
    settled: status("Succeeded", "fencing operation successful"),
  },
  says: {
    pending: "CSI-Addons to carry it out, it says: unfencing operation successful",
    done: "the storage refuses what comes from 10.1.0.0/16",
  },
  findings: ["info FenceReaches"],
  // A fence stands or does not.
  strange: null,
});

describe("storage.fence", () => {
  it("waits and says why while the storage can't be fenced", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => {
      self.status = status("Failed", "the driver does not answer");
    };
    const runId = await stage.run([step()]);
    const says = eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);
    await says.toBe("waiting for another try, the storage could not be fenced: the driver does not answer");
  });

  it("is refused for a fence around nothing", async () => {
    const { stage, object, step } = await scene();
    object.status = status("", "", []);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "FenceEmpty" });
    expect(stage.effects()).toEqual([]);
  });
});
