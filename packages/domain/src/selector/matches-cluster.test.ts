import { describe, expect, it } from "vitest";
import { matchesCluster, selectsWholeFleet } from "./matches-cluster";

const prod = { name: "prod-hangzhou", environment: "production", region: "cn-hangzhou", labels: { team: "pay" } } as const;

describe("a cluster selector", () => {
  it("chooses every cluster when it is empty, as in Kubernetes", () => {
    expect(matchesCluster({}, prod)).toBe(true);
    expect(selectsWholeFleet({})).toBe(true);
    expect(selectsWholeFleet({ matchLabels: { a: "b" } })).toBe(false);
  });

  it.each([
    [{ matchLabels: { team: "pay" } }, true],
    [{ matchLabels: { team: "core" } }, false],
    [{ matchLabels: { "holdfast.dev/environment": "production" } }, true],
    [{ matchExpressions: [{ key: "team", operator: "In", values: ["core", "pay"] }] }, true],
    [{ matchExpressions: [{ key: "absent", operator: "In", values: ["x"] }] }, false],
    [{ matchExpressions: [{ key: "absent", operator: "NotIn", values: ["x"] }] }, true],
    [{ matchExpressions: [{ key: "team", operator: "NotIn", values: ["pay"] }] }, false],
    [{ matchExpressions: [{ key: "team", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "team", operator: "DoesNotExist" }] }, false],
    [{ matchLabels: { team: "pay" }, matchExpressions: [{ key: "holdfast.dev/region", operator: "In", values: ["eu"] }] }, false],
  ] as const)("reads %j as %s", (selector, expected) => {
    expect(matchesCluster(structuredClone(selector) as never, prod)).toBe(expected);
  });

  it("can't be fooled by a cluster that labels itself as another environment", () => {
    const liar = { ...prod, labels: { "holdfast.dev/environment": "test" } };
    expect(matchesCluster({ matchLabels: { "holdfast.dev/environment": "test" } }, liar)).toBe(false);
  });
});
