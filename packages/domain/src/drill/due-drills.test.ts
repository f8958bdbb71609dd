import { describe, expect, it } from "vitest";
import { dueDrills } from "./due-drills";

const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const daily = { repeats: "weekly" as const, weekdays: [0, 1, 2, 3, 4, 5, 6], at: "02:00", zone: "UTC" };
const due = (settled: string, now: string, more: { askAheadMinutes?: number; graceMinutes?: number } = {}) =>
  dueDrills({ times: daily, askAheadMinutes: 0, graceMinutes: 60, settledUntil: at(settled), ...more }, at(now)).map(
    (each) => `${each.at.toISOString().slice(8, 16)} ${each.what}`,
  );

describe("the drills that are due", () => {
  it("are none before their time, and one from its very instant on", () => {
    expect(due("20T02:00", "21T01:59")).toEqual([]);
    expect(due("20T02:00", "21T02:00")).toEqual(["21T02:00 decide"]);
  });

  it("are missed once their grace is over, each of them, and only the last may still be asked for", () => {
    expect(due("18T02:00", "21T03:00")).toEqual(["19T02:00 miss", "20T02:00 miss", "21T02:00 decide"]);
    expect(due("20T02:00", "21T03:01")).toEqual(["21T02:00 miss"]);
  });

  it("may be asked for ahead, and are dealt with once", () => {
    expect(due("20T02:00", "20T20:00", { askAheadMinutes: 360 })).toEqual(["21T02:00 try"]);
    expect(due("20T02:00", "20T19:59", { askAheadMinutes: 360 })).toEqual([]);
    expect(due("21T02:00", "21T02:00", { askAheadMinutes: 360 })).toEqual([]);
  });

  it("of a long silence are told a hundred at a time", () => {
    const found = dueDrills(
      { times: daily, askAheadMinutes: 0, graceMinutes: 60, settledUntil: new Date("2025-01-01T00:00:00Z") },
      at("21T12:00"),
    );
    expect(found).toHaveLength(100);
    expect(found.every(({ what }) => what === "miss")).toBe(true);
  });
});
