import { describe, expect, it } from "vitest";
import { clockOf } from "./run-clock";

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);
const times = { detectMs: null, decideMs: null, actMs: null, verifyMs: null, recoveryMs: null };
const wait = (from: number, to: number | null) => ({
  use: "approval.wait",
  state: "Done" as const,
  startedAt: at(from),
  finishedAt: to === null ? null : at(to),
});
const run = { approvedAt: at(10), finishedAt: null, times, steps: [] };

describe("the clock of a run", () => {
  it("does not begin before somebody has decided", () => {
    expect(clockOf({ ...run, approvedAt: null }, 0)).toEqual({ state: "idle" });
  });

  it("runs from the decision, by this browser's clock", () => {
    expect(clockOf(run, 2500)).toEqual({ state: "running", sinceMs: at(12.5).getTime() });
  });

  it("leaves out what people took in the middle", () => {
    expect(clockOf({ ...run, steps: [wait(12, 20)] }, 0)).toEqual({ state: "running", sinceMs: at(18).getTime() });
  });

  it("stands still while a step waits for people", () => {
    expect(clockOf({ ...run, steps: [wait(12, 20), wait(23, null)] }, 0)).toEqual({ state: "held", ms: 5000 });
  });

  it("ends with what was measured; where nothing was, with the time that it took", () => {
    const ended = { ...run, finishedAt: at(40), steps: [wait(12, 20)] };
    expect(clockOf({ ...ended, times: { ...times, recoveryMs: 9400 } }, 0)).toEqual({ state: "ended", ms: 9400 });
    expect(clockOf(ended, 0)).toEqual({ state: "ended", ms: 22_000 });
  });
});
