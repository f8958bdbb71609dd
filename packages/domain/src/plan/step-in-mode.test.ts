import { PlanStep } from "@holdfast/contracts/plan-step";
import { describe, expect, it } from "vitest";
import { formsOf, stepInMode } from "./step-in-mode";

const own = { cluster: "prod", namespace: "bank", name: "core", replicas: 0 };
const step = (ungraceful?: unknown) =>
  PlanStep.parse({
    name: "drain",
    use: "workload.scale",
    with: own,
    timeoutSeconds: 7,
    onFailure: "skip",
    ...(ungraceful ? { ungraceful } : {}),
  });

describe("a step in a run of a mode", () => {
  it("is the same in both where the plan says nothing else", () => {
    expect(stepInMode(step(), "ungraceful")).toEqual(step());
    expect(formsOf(step())).toEqual([{ step: step() }]);
  });

  it("takes the other parameters, or the other step, once the primary is lost, and keeps its name and bounds", () => {
    const otherwise = step({ with: { ...own, cluster: "dr", replicas: 5 } });
    expect(stepInMode(otherwise, "graceful")).toMatchObject({ use: "workload.scale", with: own });
    expect(stepInMode(otherwise, "ungraceful")).toMatchObject({
      name: "drain",
      timeoutSeconds: 7,
      onFailure: "skip",
      with: { replicas: 5 },
    });
    expect(stepInMode(step({ use: "wait", with: { seconds: 3 } }), "ungraceful")).toMatchObject({ use: "wait", with: { seconds: 3 } });
    expect(formsOf(otherwise).map((form) => form.mode)).toEqual(["graceful", "ungraceful"]);
  });

  it("is left out where the plan says so", () => {
    expect(stepInMode(step("skip"), "ungraceful")).toBeNull();
    expect(formsOf(step("skip")).map((form) => form.mode)).toEqual(["graceful"]);
  });
});
