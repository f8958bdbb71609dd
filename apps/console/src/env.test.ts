import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

describe("the environment", () => {
  it("is complete without any variable that is only for development", () => {
    expect(parseEnv({})).toEqual({ HOLDFAST_GALLERY: "0" });
  });

  it("is refused with the name of what is wrong and what would be right", () => {
    expect(() => parseEnv({ HOLDFAST_GALLERY: "yes" })).toThrow(/HOLDFAST_GALLERY must be 1/);
  });
});
