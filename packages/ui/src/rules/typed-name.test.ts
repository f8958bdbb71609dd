import { describe, expect, it } from "vitest";
import { isNameTyped } from "./typed-name";

describe("a name that has to be typed out", () => {
  it("is accepted exactly, with blanks around it at most", () => {
    expect(isNameTyped("prod-hangzhou", "prod-hangzhou")).toBe(true);
    expect(isNameTyped(" prod-hangzhou\n", "prod-hangzhou")).toBe(true);
  });

  it.each(["", " ", "prod", "PROD-HANGZHOU", "prod-hangzhou2", "prod hangzhou"])("is not accepted as %j", (typed) => {
    expect(isNameTyped(typed, "prod-hangzhou")).toBe(false);
  });

  it("cannot be empty: an empty name confirms nothing", () => {
    expect(isNameTyped("", "")).toBe(false);
  });
});
