import { describe, expect, it } from "vitest";
import { readLimits } from "./read-limits";

describe("the fields of the limits", () => {
  it("are read when both are whole numbers in their range", () => {
    expect(readLimits(" 0 ", "1", true)).toEqual({
      limits: { minimumDelaySeconds: 0, groupsAtOnce: 1, approversNeedFactor: true },
      wrong: [],
    });
    expect(readLimits("86400", "1000", false).limits).toEqual({
      minimumDelaySeconds: 86_400,
      groupsAtOnce: 1000,
      approversNeedFactor: false,
    });
  });

  it.each([
    ["", "1", ["delay"]],
    ["-1", "1", ["delay"]],
    ["86401", "1", ["delay"]],
    ["1.5", "0", ["delay", "groups"]],
    ["1", "1001", ["groups"]],
    ["1", "many", ["groups"]],
  ])("of %j and %j name what is wrong", (delay, groups, wrong) => {
    expect(readLimits(delay, groups, true)).toEqual({ limits: null, wrong });
  });
});
