import { describe, expect, it } from "vitest";
import { markedRows } from "./marked-rows";

const keys = ["a", "b", "c", "d", "e"];
const after = (marked: string[], anchor: string | null, isExtending: boolean, key: string, isMarked = true) =>
  [...markedRows(new Set(marked), keys, { key: anchor, isExtending }, key, isMarked)].sort().join("");

describe("marking rows", () => {
  it("marks one, or with Shift all from the last one to it, upwards too", () => {
    expect(after(["a"], "a", false, "d")).toBe("ad");
    expect(after(["a"], "a", true, "d")).toBe("abcd");
    expect(after(["e"], "e", true, "c")).toBe("cde");
  });

  it("unmarks in the same way, and leaves the others as they are", () => {
    expect(after(keys, "b", true, "d", false)).toBe("ae");
    expect(after(keys, "b", false, "d", false)).toBe("abce");
  });

  it("is one row when the anchor is gone or there was none", () => {
    expect(after([], "z", true, "c")).toBe("c");
    expect(after([], null, true, "c")).toBe("c");
  });
});
