import { describe, expect, it } from "vitest";
import { keepAnswer } from "./keep-answer";

const key = (query: string, toMs: number) => [["signals", "logs"], { input: { query, window: { toMs } }, type: "query" }];

describe("the last answer", () => {
  it("stays while the same question is asked again, and goes with another question", () => {
    const keep = keepAnswer(key("{a}", 2));
    expect(keep("lines", { queryKey: key("{a}", 1) })).toBe("lines");
    expect(keep("lines", { queryKey: key("{b}", 2) })).toBeUndefined();
    expect(keep("lines", undefined)).toBeUndefined();
  });
});
