import type { PlanStepView } from "@holdfast/contracts/plan";
import { describe, expect, it } from "vitest";
import { stepsInMode } from "./steps-in-mode";

const form = {
  use: "workload.scale",
  clusterName: "prod",
  object: "Deployment bank/core",
  change: "0",
  undo: "",
  effect: "changes" as const,
};
const step = (ungraceful: PlanStepView["ungraceful"]): PlanStepView => ({
  name: "drain",
  set: null,
  ...form,
  phrases: { change: { code: "X", gaps: {} } as never },
  ungraceful,
  onFailure: "pause",
  retry: null,
  timeoutSeconds: 60,
});
const seen = (ungraceful: PlanStepView["ungraceful"], mode: "graceful" | "ungraceful") => {
  const [each] = stepsInMode([step(ungraceful)], mode);
  return [each?.variant, each?.use, each?.phrases === undefined];
};

describe("the steps of a plan, as a run of a mode does them", () => {
  it("are the same where a lost primary makes no difference", () => {
    expect(seen(null, "graceful")).toEqual([null, "workload.scale", false]);
    expect(seen(null, "ungraceful")).toEqual([null, "workload.scale", false]);
  });

  it("are the plan's own while the primary answers, and the others once it is lost", () => {
    const other = { ...form, use: "argocd.pause" };
    expect(seen(other, "graceful")).toEqual(["graceful", "workload.scale", false]);
    expect(seen(other, "ungraceful")).toEqual(["ungraceful", "argocd.pause", true]);
  });

  it("keep their place when they are left out", () => {
    expect(seen("skip", "ungraceful")).toEqual(["leftOut", "workload.scale", false]);
    expect(seen("skip", "graceful")).toEqual(["graceful", "workload.scale", false]);
  });
});
