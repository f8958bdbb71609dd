import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import { describe, expect, it } from "vitest";
import { worstKindsFirst } from "./worst-kinds-first";

const of = (kind: string, byHealth: ResourceCount["byHealth"]): ResourceCount => ({
  kind,
  resource: kind.toLowerCase(),
  isNamespaced: true,
  total: Object.values(byHealth).reduce((sum, count) => sum + count, 0),
  byHealth,
});

describe("the kinds of a cluster", () => {
  it("come with the worst trouble first, then by name, and those without any object not at all", () => {
    const counts = [
      of("Pod", { Healthy: 9, Degraded: 1 }),
      of("Job", {}),
      of("Deployment", { Healthy: 3 }),
      of("Node", { Missing: 1 }),
      of("Custom", { Unknown: 5 }),
    ];
    expect(worstKindsFirst(counts).map((count) => count.kind)).toEqual(["Pod", "Node", "Custom", "Deployment"]);
  });
});
