import { describe, expect, it } from "vitest";
import { replicasOf } from "./replicas-of";

describe("the replicas of a text", () => {
  it("are a whole number that can be ordered", () => {
    expect(["0", " 12 ", "5000"].map(replicasOf)).toEqual([0, 12, 5000]);
  });

  it("are none where it says anything else", () => {
    expect(["", "-1", "1.5", "1e3", "5001", "ten", "99999"].map(replicasOf)).toEqual(Array(7).fill(null));
  });
});
