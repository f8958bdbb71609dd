import { describe, expect, it } from "vitest";
import { type LabelSelector, matchesLabels } from "./matches-labels";

describe("a label selector", () => {
  it.each<[LabelSelector, boolean]>([
    [{}, true],
    [{ matchLabels: { app: "core" } }, true],
    [{ matchLabels: { app: "core", tier: "data" } }, false],
    [{ matchExpressions: [{ key: "app", operator: "In", values: ["x", "core"] }] }, true],
    [{ matchExpressions: [{ key: "tier", operator: "In", values: ["x"] }] }, false],
    [{ matchExpressions: [{ key: "app", operator: "NotIn", values: ["core"] }] }, false],
    [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["x"] }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] }, true],
    [{ matchExpressions: [{ key: "toString", operator: "Exists" }] }, false],
    [{ matchExpressions: [{ key: "app", operator: "Like", values: ["c"] }] }, false],
  ])("%j selects as Kubernetes does: %s", (selector, isSelected) => {
    expect(matchesLabels(selector, { app: "core" })).toBe(isSelected);
  });
});
