import { freshness } from "@holdfast/ui/rules/freshness";
import { describe, expect, it } from "vitest";
import { clusterObservation } from "./cluster-observation";

const now = Date.parse("2026-03-01T12:00:00Z");

describe("what is shown of a cluster", () => {
  it("does not age while its agent is connected, however long ago that began", () => {
    expect(freshness(clusterObservation({ state: "connected", lastHeartbeatAt: new Date(now - 9e9) }), now)).toBe("fresh");
  });

  it("is stale from the last sign of life on, also when only the hub went silent", () => {
    for (const state of ["unreachable", "unknown", "revoked"] as const)
      expect(freshness(clusterObservation({ state, lastHeartbeatAt: new Date(now - 1) }), now)).toBe("stale");
  });

  it("was never seen before an agent came", () => {
    expect(freshness(clusterObservation({ state: "awaitingAgent", lastHeartbeatAt: null }), now)).toBe("unseen");
  });
});
