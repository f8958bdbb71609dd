import { describe, expect, it } from "vitest";
import { aFinding, aFleetCluster } from "../../../test/a-fleet-cluster";
import { fleetLanes } from "./fleet-lanes";

const many = (count: number) => Array.from({ length: count }, (_, i) => aFleetCluster(`prod-${String(i).padStart(2, "0")}`));

describe("the lanes", () => {
  it("are always production, test and DR, also when empty", () => {
    const lanes = fleetLanes([aFleetCluster("t", { cluster: { environment: "test" } })]);
    expect(lanes.map(({ environment, total }) => [environment, total])).toEqual([
      ["production", 0],
      ["test", 1],
      ["dr", 0],
    ]);
  });

  it("keep the order of names while all fit, whatever happens to a cluster", () => {
    const lane = fleetLanes([aFleetCluster("b", { state: "unreachable" }), aFleetCluster("c"), aFleetCluster("a")])[0];
    expect(lane?.shown.map(({ cluster }) => cluster.name)).toEqual(["a", "b", "c"]);
  });

  it("show of very many those first that a person should look at, and say how many there are", () => {
    const clusters = [
      ...many(20),
      aFleetCluster("zz-lost", { state: "unreachable" }),
      aFleetCluster("zz-found", { findings: [aFinding("X", "warning")] }),
    ];
    const lane = fleetLanes(clusters)[0];
    expect(lane?.total).toBe(22);
    expect(lane?.shown.slice(0, 3).map(({ cluster }) => cluster.name)).toEqual(["zz-lost", "zz-found", "prod-00"]);
    expect(lane?.shown.length).toBeLessThan(20);
  });
});
