import { describe, expect, it } from "vitest";
import { remainingText } from "./remaining-text";

describe("what is left of a token", () => {
  it("counts down to 0:00 and never below, and says 0:00 only when it is over", () => {
    expect([600_000, 599_001, 60_000, 59_999, 1, 0, -5000].map((left) => remainingText(1_000_000 + left, 1_000_000))).toEqual([
      "10:00",
      "10:00",
      "1:00",
      "1:00",
      "0:01",
      "0:00",
      "0:00",
    ]);
  });
});
