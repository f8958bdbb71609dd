import { describe, expect, it } from "vitest";
import { keepActive, moveInTable, tableKey } from "./table-keys";

describe("keys in a table", () => {
  it("have the meaning that the legend gives", () => {
    expect(["j", "k", "ArrowDown", "ArrowUp", "Home", "End", "Enter", "x", "a"].map(tableKey)).toEqual([
      "next",
      "previous",
      "next",
      "previous",
      "first",
      "last",
      "open",
      "toggle",
      null,
    ]);
  });

  it("start at the first row and stop at both ends", () => {
    expect(moveInTable(-1, 3, "next").activeIndex).toBe(0);
    expect(moveInTable(-1, 3, "previous").activeIndex).toBe(0);
    expect(moveInTable(2, 3, "next").activeIndex).toBe(2);
    expect(moveInTable(0, 3, "previous").activeIndex).toBe(0);
    expect(moveInTable(1, 3, "last").activeIndex).toBe(2);
    expect(moveInTable(1, 3, "first").activeIndex).toBe(0);
  });

  it("open and mark only an active row", () => {
    expect(moveInTable(-1, 3, "open")).toEqual({ activeIndex: -1, effect: "none" });
    expect(moveInTable(1, 3, "open")).toEqual({ activeIndex: 1, effect: "open" });
    expect(moveInTable(1, 3, "toggle")).toEqual({ activeIndex: 1, effect: "toggle" });
  });

  it("do nothing in an empty table", () => {
    expect(moveInTable(4, 0, "next")).toEqual({ activeIndex: -1, effect: "none" });
    expect(moveInTable(0, 0, "open")).toEqual({ activeIndex: -1, effect: "none" });
  });
});

describe("the active row", () => {
  it("stays with its row when rows are added above it", () => {
    expect(keepActive("b", 1, ["new", "a", "b"])).toBe(2);
  });

  it("goes to the neighbour when its row is gone, and is none in an empty table", () => {
    expect(keepActive("b", 1, ["a", "c"])).toBe(1);
    expect(keepActive("c", 2, ["a", "b"])).toBe(1);
    expect(keepActive("c", 2, [])).toBe(-1);
    expect(keepActive(null, -1, ["a"])).toBe(-1);
  });
});
