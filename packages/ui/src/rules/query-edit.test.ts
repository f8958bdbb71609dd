import { describe, expect, it } from "vitest";
import { nextOption, takeOption } from "./query-edit";

describe("a query that is completed", () => {
  it.each([
    ["ki", 0, 2, "kind:", "kind:", 5],
    ["kind:Po x", 5, 7, "Pod", "kind:Pod x", 8],
    ["kind:Po", 5, 7, "Pod", "kind:Pod ", 9],
    ["label:te,b", 6, 8, "team=", "label:team=,b", 11],
    ["a ", 2, 2, "status:", "a status:", 9],
  ])("%j takes %i to %i for %j", (text, from, to, insert, after, caret) => {
    expect(takeOption(text, { from, to, options: [] }, { insert, label: insert })).toEqual({ text: after, caret });
  });

  it("marks none, then each in turn, then none again", () => {
    expect([-1, 0, 1].map((marked) => nextOption(marked, 1, 2))).toEqual([0, 1, -1]);
    expect([-1, 1, 0].map((marked) => nextOption(marked, -1, 2))).toEqual([1, 0, -1]);
    expect(nextOption(-1, 1, 0)).toBe(-1);
  });
});
