import { describe, expect, it } from "vitest";
import { answeredOf, bulkOutcome } from "./bulk-outcome";

const at = new Date("2026-11-21T08:00:00Z");
const outcome = (tally: Parameters<typeof bulkOutcome>[0]["tally"], finishedAt: Date | null = at, stoppedAt: Date | null = null) =>
  bulkOutcome({ tally, total: Object.values(tally).reduce((sum, count) => sum + count, 0), finishedAt, stoppedAt });

describe("how a bulk order stands", () => {
  it("is under way until the store says that it ended, whatever was answered", () => {
    expect(outcome({ succeeded: 3 }, null)).toBe("running");
    expect(outcome({ running: 1, stopped: 2 }, null, at)).toBe("stopping");
  });

  it("is done only when every object is, and says apart what was stopped, partly done or not done at all", () => {
    expect(outcome({ succeeded: 3 })).toBe("done");
    expect(outcome({ succeeded: 3 }, at, at)).toBe("done");
    expect(outcome({ succeeded: 2, unknown: 1 })).toBe("partly");
    expect(outcome({ succeeded: 2, stopped: 1 }, at, at)).toBe("stopped");
    expect(outcome({ refused: 3 })).toBe("none");
  });

  it("counts as answered what neither waits nor runs", () => {
    expect(answeredOf({ tally: { waiting: 2, running: 1, failed: 1, succeeded: 3 }, total: 7 })).toBe(4);
  });
});
