import { ClusterSelector } from "@holdfast/contracts/selector";
import { describe, expect, it } from "vitest";
import { placementSelector, readPlacement } from "./placement-text";

describe("a placement", () => {
  it.each<[string, ClusterSelector]>([
    ["everything", {}],
    ["environments", { matchExpressions: [{ key: "holdfast.dev/environment", operator: "In", values: ["production", "dr"] }] }],
    [
      "every operator",
      {
        matchExpressions: [
          { key: "team", operator: "In", values: ["pay"] },
          { key: "tier", operator: "In", values: ["a", "b"] },
          { key: "region", operator: "NotIn", values: ["x", "y"] },
          { key: "gpu", operator: "Exists" },
          { key: "legacy", operator: "DoesNotExist" },
        ],
      },
    ],
    ["environments in another way", { matchExpressions: [{ key: "holdfast.dev/environment", operator: "NotIn", values: ["test"] }] }],
    ["an environment that is not known", { matchExpressions: [{ key: "holdfast.dev/environment", operator: "In", values: ["lab"] }] }],
  ])("that asks for %s comes back as it was", (_, selector) => {
    const again = placementSelector(readPlacement(selector));
    expect(again).toEqual({ selector });
    expect(ClusterSelector.safeParse("selector" in again ? again.selector : null).success).toBe(true);
  });

  it("reads labels however they are written", () => {
    expect(readPlacement({ matchLabels: { team: "pay", "holdfast.dev/environment": "test" } })).toEqual({
      environments: ["test"],
      labels: "team=pay",
    });
    expect(placementSelector({ environments: [], labels: " team == pay ,tier!=x, zone in (a,b) , !old" })).toEqual({
      selector: {
        matchExpressions: [
          { key: "team", operator: "In", values: ["pay"] },
          { key: "tier", operator: "NotIn", values: ["x"] },
          { key: "zone", operator: "In", values: ["a", "b"] },
          { key: "old", operator: "DoesNotExist" },
        ],
      },
    });
  });

  it("names what it cannot read", () => {
    expect(placementSelector({ environments: ["test"], labels: "team=pay, a b c" })).toEqual({ unread: "a b c" });
    expect(placementSelector({ environments: [], labels: "zone in (a" })).toEqual({ unread: "zone in (a" });
  });
});
