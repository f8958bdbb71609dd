import { describe, expect, it } from "vitest";
import { aFleetCluster, aPlanRow } from "../../../test/a-fleet-cluster";
import { pairsOf } from "./pairs";

describe("the pairs", () => {
  it("gather the plans that move between the same two sites in the same direction", () => {
    const there = [aPlanRow("core"), aPlanRow("cards")];
    const back = aPlanRow("core-back", { primaryName: "dr-1", standbyName: "prod-1" });
    const pairs = pairsOf([...there, back], [aFleetCluster("prod-1"), aFleetCluster("dr-1")]);
    expect(pairs.map(({ primaryName, standbyName, plans }) => [primaryName, standbyName, plans.map((plan) => plan.name)])).toEqual([
      ["dr-1", "prod-1", ["core-back"]],
      ["prod-1", "dr-1", ["core", "cards"]],
    ]);
    expect(pairs[0]?.standby?.cluster.name).toBe("prod-1");
  });

  it("keep a site that the reader may not see by its name alone", () => {
    expect(pairsOf([aPlanRow("core")], [aFleetCluster("prod-1")])[0]).toMatchObject({ standbyName: "dr-1", standby: undefined });
  });
});
