import { describe, expect, it } from "vitest";
import { bySet } from "./by-set";

describe("the steps of a workflow", () => {
  it("stand together where they are done at once, and by themselves where they are not", () => {
    const steps = [null, "a", "a", "b", "b", null, null].map((set, index) => ({ set, index }));
    expect(bySet(steps).map((group) => [group.set, group.steps.map((step) => step.index)])).toEqual([
      [null, [0]],
      ["a", [1, 2]],
      ["b", [3, 4]],
      [null, [5]],
      [null, [6]],
    ]);
  });
});
