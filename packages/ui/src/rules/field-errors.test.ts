import { describe, expect, it } from "vitest";
import { fieldErrors } from "./field-errors";

describe("findings about an input", () => {
  it("are told once for each field, the first first", () => {
    expect(
      fieldErrors([
        { path: ["name"], message: "too short" },
        { path: ["name"], message: "must be lower case" },
        { path: ["labels", "team"], message: "no blanks" },
        { path: [], message: "the two passwords differ" },
      ]),
    ).toEqual({ name: "too short", labels: "no blanks", "": "the two passwords differ" });
  });
});
