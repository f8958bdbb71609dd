import { describe, expect, it } from "vitest";
import { secondsToWait } from "./bearer-rate";

describe("the calls of a token", () => {
  it("are 600 a minute, then they wait until the minute is over; another token does not", () => {
    for (let i = 0; i < 600; i++) expect(secondsToWait("a", 1000)).toBe(0);
    expect(secondsToWait("a", 31_000)).toBe(30);
    expect(secondsToWait("b", 31_000)).toBe(0);
    expect(secondsToWait("a", 61_000)).toBe(0);
  });
});
