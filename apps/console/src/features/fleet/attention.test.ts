import { describe, expect, it } from "vitest";
import { aFinding, aFleetCluster, counted, SOME_TIME } from "../../../test/a-fleet-cluster";
import { attentionOf } from "./attention";

const later = new Date(SOME_TIME.getTime() + 60_000);

describe("what wants a person", () => {
  it("is nothing while all is well, and nothing that waits for its agent or was revoked", () => {
    expect(
      attentionOf([aFleetCluster("a"), aFleetCluster("b", { state: "awaitingAgent" }), aFleetCluster("c", { state: "revoked" })]),
    ).toEqual([]);
  });

  it("comes the most severe first, and among equals the newest", () => {
    const clusters = [
      aFleetCluster("a", { findings: [aFinding("Old", "warning"), aFinding("New", "warning", later), aFinding("Note", "info")] }),
      aFleetCluster("b", { state: "unreachable" }),
      aFleetCluster("c", { findings: [aFinding("Bad", "critical", later)] }),
    ];
    expect(attentionOf(clusters).map((each) => (each.kind === "finding" ? each.finding.code : each.kind))).toEqual([
      "Bad",
      "link",
      "New",
      "Old",
      "Note",
    ]);
  });

  it("counts what is not well by its kind, but neither what is on its way nor what rests", () => {
    const [found, ...others] = attentionOf([
      aFleetCluster("a", { pods: counted({ Healthy: 9, Degraded: 2, Progressing: 1 }), nodes: counted({ Unknown: 1 }) }),
      aFleetCluster("b", { workloads: counted({ Progressing: 1, Suspended: 3 }) }),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: "health",
      clusterName: "a",
      troubles: [
        { kind: "nodes", health: "Unknown", count: 1 },
        { kind: "pods", health: "Degraded", count: 2 },
      ],
    });
  });

  it("says of a cluster without a link only that: what it ran is not known any more", () => {
    const lost = aFleetCluster("a", { state: "unreachable", pods: counted({ Degraded: 2 }) });
    expect(attentionOf([lost]).map((each) => each.kind)).toEqual(["link"]);
  });
});
