import { MirrorMakerStop } from "@holdfast/contracts/steps/mirrormaker-stop";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (state: string, source: string, target: string, more: object = {}) => ({
  ...{ isReady: true, message: "", renamesTopics: false },
  connectors: ["Source", "Checkpoint"].map((which) => ({ name: `${source}->${target}.Mirror${which}Connector`, state })),
  ...more,
});
const mirror = (source: string, state: string | null) => ({ source, target: "east", sourceConnector: state, checkpointConnector: state });

const { hub, scene } = describeFieldsStep({
  use: "mirrormaker.stop",
  command: "mirrormaker.set-state",
  parameters: {},
  from: { mirrors: [mirror("west", "running")] },
  to: { mirrors: [mirror("west", "stopped")] },
  status: {
    before: status("RUNNING", "west", "east"),
    pending: status("RUNNING", "west", "east", { message: "the connector API does not answer" }),
    settled: status("STOPPED", "west", "east"),
  },
  says: {
    pending: "west->east.MirrorSourceConnector to be stopped, RUNNING now; Strimzi says: the connector API does not answer",
    done: "west->east.MirrorSourceConnector stopped, west->east.MirrorCheckpointConnector stopped",
  },
  strange: { mirrors: [mirror("west", "paused")] },
});

describe("mirrormaker.stop", () => {
  it("stops the mirrors from one cluster, and leaves the others and what is not there", async () => {
    const { stage, object, step } = await scene();
    const mirrors = [mirror("west", "running"), mirror("south", "running"), mirror("west", null)];
    Object.assign(object, { values: { mirrors }, follow: null });
    const { with: parameters, ...rest } = step();
    await stage.run([{ ...rest, with: { ...(parameters as object), source: "west", state: "paused" } }]);
    const wanted = [mirror("west", "paused"), mirror("south", "running"), mirror("west", null)];
    await eventually(() => Promise.resolve(object.values)).toEqual({ mirrors: wanted });
  });

  it("is refused for a cluster from which nothing is mirrored", async () => {
    const { stage, step } = await scene();
    const { with: parameters, ...rest } = step();
    const run = await hub.reaches(await stage.run([{ ...rest, with: { ...(parameters as object), source: "south" } }]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "MirrorAbsent" });
    expect(stage.effects()).toEqual([]);
  });

  it("can't be asked to start something", () => {
    expect(MirrorMakerStop.safeParse({ cluster: "dr", namespace: "bank", name: "core", state: "running" }).success).toBe(false);
  });
});
