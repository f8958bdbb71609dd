import type { HealthCounts } from "@holdfast/contracts/fleet";
import { Health } from "@holdfast/contracts/health";
import { describe, expect, it } from "vitest";
import { aFleetCluster } from "../../../test/a-fleet-cluster";
import { healthOf, troubled, unhealthyParts, worstHealth } from "./cluster-health";

const counts = (byHealth: HealthCounts["byHealth"]): HealthCounts => ({
  total: Object.values(byHealth).reduce((sum, count) => sum + count, 0),
  byHealth,
});

describe("the health of a whole", () => {
  it("is the worst of its parts, in the order of the contract", () => {
    for (const [worse, health] of Health.options.entries())
      for (const better of Health.options.slice(0, worse))
        if (health !== "Suspended") expect(worstHealth([counts({ [better]: 3 }), counts({ [health]: 1 })])).toBe(health);
  });

  it("is not troubled by what was suspended on purpose", () => {
    expect(worstHealth([counts({ Suspended: 2 })])).toBe("Healthy");
    expect(troubled(counts({ Healthy: 1, Suspended: 2, Degraded: 3 }))).toBe(3);
  });

  it("is not known where there is nothing", () => {
    expect(worstHealth([counts({}), counts({})])).toBeNull();
  });

  it("names what is not healthy, the worst first, and leaves out zeros", () => {
    expect(unhealthyParts(counts({ Healthy: 9, Progressing: 1, Degraded: 2, Missing: 0 }))).toEqual([
      { health: "Degraded", count: 2 },
      { health: "Progressing", count: 1 },
    ]);
  });

  it("never calls a cluster without a link healthy", () => {
    for (const state of ["unreachable", "unknown", "awaitingAgent", "revoked"] as const)
      expect(healthOf(aFleetCluster("a", { state })), state).toBeNull();
    expect(healthOf(aFleetCluster("a"))).toBe("Healthy");
  });
});
