import { describe, expect, it } from "vitest";
import { instantOf, localMinute } from "./local-minute";

describe("a minute that somebody enters", () => {
  it("comes back as it was entered", () => {
    for (const minute of ["2026-01-02T03:04", "2026-07-31T23:59"]) expect(localMinute(new Date(instantOf(minute) ?? ""))).toBe(minute);
  });

  it("is nothing while it is not complete", () => {
    expect(instantOf("")).toBeNull();
    expect(instantOf("2026-13-40T99:00")).toBeNull();
    expect(localMinute(undefined)).toBe("");
  });
});
