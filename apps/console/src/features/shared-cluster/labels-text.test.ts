import { describe, expect, it } from "vitest";
import { readLabels, writtenLabels } from "./labels-text";

describe("labels as a text", () => {
  it("are one a line or with commas, and empty lines are none", () => {
    expect(readLabels("team=pay, tier=1\n\n example.com/zone = a \n")).toEqual({
      labels: { team: "pay", tier: "1", "example.com/zone": "a" },
    });
    expect(readLabels("  \n ")).toEqual({ labels: {} });
  });

  it("keep what follows the first equals sign, also when it is empty", () => {
    expect(readLabels("a=b=c\nd=")).toEqual({ labels: { a: "b=c", d: "" } });
  });

  it("name the line that is no label, or says the same key twice", () => {
    expect(readLabels("team=pay\nteam")).toEqual({ wrongLine: "team" });
    expect(readLabels("=x")).toEqual({ wrongLine: "=x" });
    expect(readLabels("__proto__=x")).toEqual({ wrongLine: "__proto__=x" });
    expect(readLabels("team=pay\nteam=core")).toEqual({ wrongLine: "team=core" });
  });

  it("are read back as they were written, whatever the key", () => {
    const labels = { b: "2", a: "", "a.b/c": "D_e" };
    expect(readLabels(writtenLabels(labels))).toEqual({ labels });
  });
});
