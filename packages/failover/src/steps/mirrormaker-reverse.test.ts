import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (state: string, source: string, target: string, more: object = {}) => ({
  ...{ isReady: true, message: "", renamesTopics: false },
  connectors: ["Source", "Checkpoint"].map((which) => ({ name: `${source}->${target}.Mirror${which}Connector`, state })),
  ...more,
});

const { hub, scene, findings } = describeFieldsStep({
  use: "mirrormaker.reverse",
  parameters: { source: "east" },
  from: { source: "west", target: "east", state: "stopped" },
  to: { source: "east", target: "west", state: "running" },
  status: {
    before: status("STOPPED", "west", "east"),
    pending: status("STOPPED", "west", "east"),
    settled: status("RUNNING", "east", "west"),
  },
  says: {
    pending: "east->west.MirrorSourceConnector to be running, - now",
    done: "east->west.MirrorSourceConnector running",
  },
  strange: { source: "west", target: "south", state: "stopped" },
});

describe("mirrormaker.reverse", () => {
  it.each<[string, object, string]>([
    ["still mirrors", { state: "running" }, "MirrorToStop"],
    ["has several mirrors", { source: null, target: null, state: null }, "MirrorNotReversible"],
    ["is between other clusters", { target: "south" }, "MirrorNotReversible"],
  ])("is refused before anything is sent when the mirror %s", async (_, values, reason) => {
    const { stage, object, step } = await scene();
    object.values = { ...object.values, ...values };
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("warns of topics that are renamed, and only tells of a mirror that a step before it is to stop", async () => {
    const all = await scene();
    all.object.status = status("RUNNING", "west", "east", { renamesTopics: true, isReady: false });
    all.object.values = { ...all.object.values, state: "running" };
    expect(await findings(all)).toEqual(["info MirrorToStop", "warning MirrorRenames", "warning MirrorNotReady"]);
  });
});
