import { describe, expect, it } from "vitest";
import { type TimedRun, timings } from "./timings";

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);
const line = (stepIndex: number, transition: TimedRun["journal"][number]["transition"], seconds: number, attempt = 1) => ({
  stepIndex,
  attempt,
  transition,
  at: at(seconds),
});

const run: TimedRun = {
  phase: "Succeeded",
  primaryLostAt: at(-5),
  primaryLossSeenAt: at(-2),
  requestedAt: at(0),
  approvedAt: at(60),
  finishedAt: at(100),
  steps: [
    { index: 0, use: "workload.scale" },
    { index: 1, use: "approval.wait" },
    { index: 2, use: "istio.shift-weights" },
    { index: 3, use: "probe.http" },
  ],
  journal: [
    line(0, "started", 60),
    line(0, "sent", 61),
    line(0, "verified", 65),
    line(1, "started", 65),
    line(1, "verified", 85),
    line(2, "started", 85),
    line(2, "verified", 90),
    line(3, "started", 90),
    line(3, "verified", 100),
  ],
};

describe("the times of a run", () => {
  it("end with the run, whatever is put right afterwards", () => {
    const late = [line(2, "started", 500, 2), line(2, "verified", 510, 2)];
    expect(timings({ ...run, journal: [...run.journal, ...late] })).toEqual(timings(run));
  });

  it("keep detection, people, acting and verifying apart", () => {
    expect(timings(run)).toEqual({ detectMs: 3000, decideMs: 80_000, actMs: 10_000, verifyMs: 10_000, recoveryMs: 20_000 });
  });

  it("say nothing of what was not measured", () => {
    const running: TimedRun = { ...run, phase: "Running", finishedAt: null, primaryLostAt: null, journal: run.journal.slice(0, 4) };
    expect(timings(running)).toEqual({ detectMs: null, decideMs: 60_000, actMs: 5000, verifyMs: null, recoveryMs: null });
    expect(timings({ ...running, approvedAt: null, phase: "AwaitingApproval", journal: [] })).toEqual({
      detectMs: null,
      decideMs: null,
      actMs: null,
      verifyMs: null,
      recoveryMs: null,
    });
  });

  it("call no run recovered that did not succeed", () => {
    expect(timings({ ...run, phase: "Undone" })).toMatchObject({ actMs: 10_000, verifyMs: null, recoveryMs: null });
  });

  it("count a plan that only looks as verifying", () => {
    const looking: TimedRun = { ...run, steps: [{ index: 3, use: "probe.http" }], journal: run.journal.slice(7) };
    expect(timings(looking)).toMatchObject({ actMs: 0, verifyMs: 40_000, recoveryMs: 40_000 });
  });
});
