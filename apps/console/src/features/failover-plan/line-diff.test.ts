import { describe, expect, it } from "vitest";
import { lineDiff } from "./line-diff";

const signs = { same: " ", added: "+", removed: "-" };
const written = (before: string, after: string) => lineDiff(before, after)?.map((line) => signs[line.kind] + line.text);

describe("the difference of two texts", () => {
  it("shows what went before what came, and keeps what stayed", () => {
    expect(written("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
  });

  it("is nothing between equal texts, and everything between texts that share nothing", () => {
    expect(written("a\nb", "a\nb")).toEqual([" a", " b"]);
    expect(written("a", "b")).toEqual(["-a", "+b"]);
  });

  it("loses no line: either side can be told from it", () => {
    const [before, after] = ["a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc"];
    const lines = lineDiff(before, after) ?? [];
    const side = (without: "added" | "removed") => lines.filter((line) => line.kind !== without).map((line) => line.text);
    expect(side("added").join("\n")).toBe(before);
    expect(side("removed").join("\n")).toBe(after);
  });

  it("is not attempted between very long texts", () => {
    expect(lineDiff("\n".repeat(3000), "")).toBeNull();
  });
});
