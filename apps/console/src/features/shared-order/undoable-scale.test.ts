import type { ObjectOrder } from "@holdfast/contracts/object";
import { describe, expect, it } from "vitest";
import { scaleOf, undoableScale } from "./undoable-scale";

const scale = (from: number, to: number, outcome: ObjectOrder["outcome"] = "succeeded") => ({
  verb: "scale" as const,
  before: { replicas: from },
  after: { replicas: to },
  outcome,
});
const restart = { verb: "restart" as const, before: null, after: { restartedAt: "now" }, outcome: "succeeded" as const };

describe("undoing a scaling", () => {
  it("goes back to what was before the newest that was done", () => {
    const orders = [restart, scale(5, 7, "refused"), scale(3, 5), scale(1, 3)];
    expect(undoableScale(orders, 5)).toEqual({ order: orders[2], from: 3 });
  });

  it("is not offered once somebody set something else, nor where nothing was done", () => {
    expect(undoableScale([scale(3, 5)], 6)).toBeNull();
    expect(undoableScale([scale(3, 5)], null)).toBeNull();
    expect(undoableScale([scale(3, 5, "unknown")], 5)).toBeNull();
    expect(undoableScale([restart], 5)).toBeNull();
  });

  it("reads what it went from and to, and nothing out of another order", () => {
    expect(scaleOf(scale(3, 5))).toEqual({ from: 3, to: 5 });
    expect(scaleOf(restart)).toBeNull();
  });
});
