import { describe, expect, it } from "vitest";
import { aFleetCluster } from "../../../test/a-fleet-cluster";
import { targetOf } from "./demo-target";

const { cluster: dr } = aFleetCluster("dr-1", { cluster: { environment: "dr" } });
const { cluster: prod } = aFleetCluster("prod-1");

describe("the target of an outage", () => {
  it("is production until another was chosen, and production again when the chosen one is gone", () => {
    expect(targetOf([dr, prod], null)).toBe(prod);
    expect(targetOf([dr, prod], "dr-1")).toBe(dr);
    expect(targetOf([dr, prod], "gone")).toBe(prod);
    expect(targetOf([], null)).toBeUndefined();
  });
});
