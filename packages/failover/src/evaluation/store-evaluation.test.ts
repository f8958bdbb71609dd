import type { PlanFinding } from "@holdfast/contracts/gate";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { describe, expect, it } from "vitest";
import { normalised } from "./store-evaluation";

const finding = (more: Partial<PlanFinding>): PlanFinding => ({
  step: null,
  code: "X",
  severity: "info",
  object: "o",
  message: "m",
  ...more,
});

describe("findings", () => {
  it("hash alike in whatever order they were found, and however often", () => {
    const found = [
      finding({ severity: "warning" }),
      finding({ severity: "blocking", step: "b" }),
      finding({ severity: "blocking", step: "a" }),
    ];
    expect(contentHash(normalised(found))).toBe(contentHash(normalised([...found, ...found].toReversed())));
    expect(normalised(found).map((each) => each.severity)).toEqual(["blocking", "blocking", "warning"]);
  });

  it("hash differently when one says something else", () => {
    expect(contentHash(normalised([finding({})]))).not.toBe(contentHash(normalised([finding({ message: "n" })])));
  });

  it("are kept as the store can keep them, whatever a cluster says", () => {
    const [kept] = normalised([finding({ message: `a\u0000b\ud800${"x".repeat(5000)}`, object: "y".repeat(600) })]);
    expect(kept?.message).toHaveLength(2048);
    expect(kept?.message.isWellFormed()).toBe(true);
    expect(kept?.message).not.toContain("\u0000");
    expect(kept?.object).toHaveLength(512);
  });
});
