import { describe, expect, it } from "vitest";
import { LabelSet } from "./label-set";

describe("a label set", () => {
  it("is the same for the same labels in any order, and holds no empty label", () => {
    const one = LabelSet.from([
      ["b", "2"],
      ["a", "1"],
      ["c", ""],
    ]);
    expect(one.key).toBe(LabelSet.of({ a: "1", b: "2" }).key);
    expect([...one.entries()]).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });

  it("is not fooled by separators inside values", () => {
    expect(LabelSet.of({ a: "1,b=2" }).key).not.toBe(LabelSet.of({ a: "1", b: "2" }).key);
  });

  it("knows labels that are named like members of an object", () => {
    const labels = LabelSet.from([
      ["constructor", "x"],
      ["__proto__", "y"],
    ]);
    expect(labels.get("constructor")).toBe("x");
    expect(labels.get("toString")).toBe("");
    expect(JSON.parse(JSON.stringify(labels))).toEqual(JSON.parse('{"__proto__":"y","constructor":"x"}'));
  });
});
