import type { ClusterSelector } from "@holdfast/contracts/selector";
import { describe, expect, it } from "vitest";
import { bothSelectors } from "./both-selectors";
import { matchesCluster, selectsWholeFleet } from "./matches-cluster";

const cluster = (name: string, labels: Record<string, string> = {}) =>
  ({ name, environment: name.startsWith("dr") ? "dr" : "production", region: "cn", labels }) as const;
const clusters = [cluster("prod", { team: "pay" }), cluster("prod-2"), cluster("dr", { team: "pay" }), cluster("dr-2", { team: "core" })];
const selectors: ClusterSelector[] = [
  {},
  { matchLabels: { team: "pay" } },
  { matchLabels: { team: "core" } },
  { matchExpressions: [{ key: "holdfast.dev/environment", operator: "In", values: ["dr"] }] },
  { matchExpressions: [{ key: "team", operator: "DoesNotExist" }] },
  { matchLabels: { team: "pay" }, matchExpressions: [{ key: "holdfast.dev/name", operator: "NotIn", values: ["dr"] }] },
];

describe("two selectors together", () => {
  it("choose what each of them chooses, and nothing else", () => {
    for (const one of selectors)
      for (const other of selectors)
        for (const each of clusters)
          expect(matchesCluster(bothSelectors(one, other), each)).toBe(matchesCluster(one, each) && matchesCluster(other, each));
  });

  it("choose the whole fleet only when both do", () => {
    for (const one of selectors)
      for (const other of selectors)
        expect(selectsWholeFleet(bothSelectors(one, other))).toBe(selectsWholeFleet(one) && selectsWholeFleet(other));
  });
});
