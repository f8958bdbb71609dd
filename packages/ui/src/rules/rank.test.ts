import { describe, expect, it } from "vitest";
import { rank } from "./rank";

const items = [
  { label: "Go to Clusters", group: "Go to" },
  { label: "prod-hangzhou", group: "Clusters", keywords: "cluster production" },
  { label: "dr-shanghai", group: "Clusters", keywords: "cluster dr" },
  { label: "Switch to dark theme", group: "Settings", keywords: "night" },
  { label: "切换到深色主题", group: "设置", keywords: "dark theme" },
  { label: "Étage", group: "Other" },
];
const found = (query: string, limit = 10) => rank(query, items, limit).map((item) => item.label);

describe("finding by typing", () => {
  it("puts the start of a label before its middle", () => {
    expect(found("prod")[0]).toBe("prod-hangzhou");
    expect(found("shang")[0]).toBe("dr-shanghai");
  });

  it("needs every word, in any order", () => {
    expect(found("dark switch")).toEqual(["Switch to dark theme"]);
    expect(found("dark nothing")).toEqual([]);
  });

  it("finds by keyword, by Chinese, by letters in order and without accents", () => {
    expect(found("night")).toEqual(["Switch to dark theme"]);
    expect(found("深色")).toEqual(["切换到深色主题"]);
    expect(found("phz")).toEqual(["prod-hangzhou"]);
    expect(found("etage")).toEqual(["Étage"]);
  });

  it("gives all, up to the limit, for an empty query", () => {
    expect(found("", 3)).toHaveLength(3);
    expect(found("  ")).toHaveLength(items.length);
  });
});
