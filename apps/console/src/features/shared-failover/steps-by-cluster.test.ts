import { describe, expect, it } from "vitest";
import { stepsByCluster } from "./steps-by-cluster";

const step = (clusterName: string | null) => ({ clusterName });

describe("the steps of a plan by cluster", () => {
  it("keep the plan's numbers, with clusters in the order of their first step", () => {
    const groups = stepsByCluster([step("dr"), step(null), step("prod"), step("dr")]);
    expect(groups.map((group) => [group.clusterName, group.steps.map((each) => each.number)])).toEqual([
      ["dr", [1, 4]],
      [null, [2]],
      ["prod", [3]],
    ]);
  });
});
