import { describe, expect, it } from "vitest";
import { type Facet, facetChips, toggleFacet } from "./facets";

const health: Facet = {
  id: "health",
  label: "Health",
  options: [
    { value: "Healthy", label: "Healthy" },
    { value: "Degraded", label: "Degraded", count: 3 },
    { value: "Unknown", label: "Unknown" },
  ],
  selected: ["Unknown"],
};

describe("narrowing a list", () => {
  it("adds in the order of the options and takes away again", () => {
    expect(toggleFacet(health, "Degraded")).toEqual(["Degraded", "Unknown"]);
    expect(toggleFacet(health, "Unknown")).toEqual([]);
  });

  it("keeps a value of an old link until it is taken away", () => {
    const old = { ...health, selected: ["Lost"] };
    expect(toggleFacet(old, "Healthy")).toEqual(["Healthy", "Lost"]);
    expect(facetChips([old])).toEqual([{ facetId: "health", facetLabel: "Health", value: "Lost", label: "Lost" }]);
  });
});
