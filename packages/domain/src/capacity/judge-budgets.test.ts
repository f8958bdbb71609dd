import { describe, expect, it } from "vitest";
import { type Budget, judgeBudgets } from "./judge-budgets";
import { bareShape } from "./pod-shape";
import type { RoomDemand } from "./room-demand";

const budget = (minAvailable: number | null, expectedPods = 3, more: Partial<Budget> = {}): Budget => ({
  ...{ namespace: "bank", name: "core", minAvailable, expectedPods, selector: { matchLabels: { app: "core" } } },
  ...more,
});
const takes = (more: number, stage = 0, app = "core"): RoomDemand => ({
  ...{ step: `s${stage}`, stage, more, object: "x", namespace: "bank" },
  shape: { ...bareShape({ cpuMillis: 0, memoryBytes: 0 }), labels: { app } },
});
const left = (budgets: Budget[], demands: RoomDemand[]) => judgeBudgets(budgets, demands).map((each) => each.left);

describe("a disruption budget", () => {
  it("is overdrawn where fewer pods would be left than have to be available", () => {
    expect(left([budget(2)], [takes(-2)])).toEqual([1]);
    expect(left([budget(2)], [takes(-1)])).toEqual([]);
    expect(left([budget(2)], [takes(-1), takes(-1, 1)])).toEqual([1]);
    expect(left([budget(2)], [takes(2), takes(-2, 1)])).toEqual([]);
  });

  it("protects nothing where nothing is left, and shares shrink with their pods", () => {
    expect(left([budget(2)], [takes(-3)])).toEqual([]);
    expect(left([budget(null)], [takes(-2)])).toEqual([]);
  });

  it("is about the pods that it selects, in its namespace", () => {
    expect(left([budget(2)], [takes(-2, 0, "other")])).toEqual([]);
    expect(left([budget(2, 3, { namespace: "pay" })], [takes(-2)])).toEqual([]);
    expect(left([budget(2, 3, { selector: {} })], [takes(-2, 0, "other")])).toEqual([1]);
    const not = { matchExpressions: [{ key: "app", operator: "NotIn", values: ["core"] }] };
    expect(left([budget(2, 3, { selector: not })], [takes(-2)])).toEqual([]);
    expect(left([budget(2, 3, { selector: not })], [takes(-2, 0, "other")])).toEqual([1]);
  });
});
