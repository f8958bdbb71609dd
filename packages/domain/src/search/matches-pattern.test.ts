import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesPattern } from "./matches-pattern";

describe("a pattern", () => {
  it.each([
    [["prod"], "PROD", true],
    [["prod"], "prod-1", false],
    [["prod-", ""], "prod-1", true],
    [["", "shanghai"], "dr-shanghai", true],
    [["a", "a"], "a", false],
    [["a", "b", "c"], "a-b-c", true],
    [["a", "c", "b"], "a-b-c", false],
    [["", ""], "", true],
  ])("%j fits %s: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it("fits whatever is put between its parts", () => {
    const parts = fc.array(fc.string({ unit: "grapheme-ascii" }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(parts, fc.string({ unit: "grapheme-ascii" }), (pattern, between) => {
        expect(matchesPattern(pattern, pattern.join(between))).toBe(true);
      }),
    );
  });
});
