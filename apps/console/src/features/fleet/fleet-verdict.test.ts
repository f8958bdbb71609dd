import { describe, expect, it } from "vitest";
import { aFinding, aFleetCluster, aPlanRow, counted, SOME_TIME } from "../../../test/a-fleet-cluster";
import { fleetVerdict, readinessVerdict } from "./fleet-verdict";

describe("is anything wrong", () => {
  it("says the worst that is true", () => {
    const well = aFleetCluster("well");
    const warned = aFleetCluster("warned", { findings: [aFinding("W", "warning")] });
    const degraded = aFleetCluster("degraded", { pods: counted({ Degraded: 1 }) });
    const critical = aFleetCluster("critical", { findings: [aFinding("C", "critical")] });
    const unsure = aFleetCluster("unsure", { state: "unknown" });
    const gone = aFleetCluster("gone", { state: "unreachable" });
    const ladder = [well, warned, degraded, critical, unsure, gone];
    const words = ladder.map((_, index) => fleetVerdict({ clusters: ladder.slice(0, index + 1) }).word);
    expect(words).toEqual(["well", "warning", "degraded", "critical", "linkUnknown", "unreachable"]);
    expect(fleetVerdict({ clusters: ladder })).toEqual({ word: "unreachable", count: 1, total: 6 });
  });

  it("counts as well only what is connected: a cluster that waits for its agent is not", () => {
    expect(fleetVerdict({ clusters: [aFleetCluster("a"), aFleetCluster("b", { state: "awaitingAgent" })] })).toEqual({
      word: "well",
      count: 1,
      total: 2,
    });
  });
});

describe("can we fail over", () => {
  const finding = { step: null, code: "AgentUnreachable", severity: "blocking", object: "dr-1", message: "is gone" } as const;
  const blocked = aPlanRow("blocked", {
    evaluation: { id: "e", evaluatedAt: SOME_TIME, contentHash: "", isReady: false, findings: [finding] },
  });

  it("says what is under way before what was found, and what forbids before what is not known", () => {
    const ready = aPlanRow("ready");
    const warned = aPlanRow("warned", {
      evaluation: { id: "w", evaluatedAt: SOME_TIME, contentHash: "", isReady: true, findings: [{ ...finding, severity: "warning" }] },
    });
    const fresh = aPlanRow("fresh", { evaluation: null });
    const running = aPlanRow("running", { activeRunId: "r" as never });
    const ladder = [ready, warned, fresh, blocked, running];
    expect(ladder.map((_, index) => readinessVerdict({ plans: ladder.slice(0, index + 1) }).word)).toEqual([
      "ready",
      "warned",
      "unevaluated",
      "blocked",
      "running",
    ]);
  });

  it("never says ready without a plan", () => {
    expect(readinessVerdict({ plans: [] }).word).toBe("none");
  });
});
