import { describe, expect, it } from "vitest";
import { readPrefill } from "./prefill";

describe("what the wizard's address proposes", () => {
  it("is read field by field, and words that are none of ours are left out", () => {
    const address = "name=fra-1&environment=production&region=eu&labels=team%3Dpay&guessed=environment,evil";
    const labels = "team=pay";
    expect(readPrefill(new URLSearchParams(address))).toEqual({
      ...{ name: "fra-1", environment: "production", region: "eu", labels },
      guessed: ["environment"],
    });
    expect(readPrefill(new URLSearchParams("environment=<b>&guessed=name"))).toMatchObject({ environment: "", guessed: [] });
    expect(readPrefill(new URLSearchParams()).name).toBe("");
  });
});
