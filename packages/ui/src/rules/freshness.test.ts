import { describe, expect, it } from "vitest";
import { freshness } from "./freshness";

const now = Date.parse("2026-03-01T12:00:00Z");

describe("a fact", () => {
  it("is fresh up to its budget, and stale from then on", () => {
    expect(freshness({ observedAt: now - 30_000, budgetMs: 30_000 }, now)).toBe("fresh");
    expect(freshness({ observedAt: now - 30_001, budgetMs: 30_000 }, now)).toBe("stale");
    expect(freshness({ observedAt: new Date(now - 60_000), budgetMs: 30_000 }, now)).toBe("stale");
  });

  it("that was never seen is neither", () => {
    expect(freshness({ observedAt: null, budgetMs: 30_000 }, now)).toBe("unseen");
  });

  it("from a clock ahead of ours is fresh", () => {
    expect(freshness({ observedAt: now + 5000, budgetMs: 1000 }, now)).toBe("fresh");
  });
});
