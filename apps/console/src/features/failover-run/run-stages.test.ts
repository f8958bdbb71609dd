import type { RunPhase, StepState } from "@holdfast/contracts/failover-phase";
import { describe, expect, it } from "vitest";
import { stagesOf } from "./run-stages";

const times = { detectMs: null, decideMs: null, actMs: null, verifyMs: null, recoveryMs: null };
const states = (phase: RunPhase, isApproved: boolean, ...steps: ["changes" | "observes", StepState][]) =>
  stagesOf({ phase, approvedAt: isApproved ? new Date(0) : null, times, steps: steps.map(([effect, state]) => ({ effect, state })) })
    .map((stage) => stage.state)
    .join(" ");

describe("the stages of a run", () => {
  it.each<[string, RunPhase, boolean, ["changes" | "observes", StepState][]]>([
    ["done current upcoming upcoming", "AwaitingApproval", false, [["changes", "Pending"]]],
    ["done failed upcoming upcoming", "Rejected", false, [["changes", "Pending"]]],
    ["done done current upcoming", "Approved", true, []],
    ["done done current upcoming", "Running", true, [["changes", "Running"]]],
    ["done done current upcoming", "Paused", true, [["changes", "Failed"]]],
    [
      "done done done current",
      "Running",
      true,
      [
        ["changes", "Done"],
        ["observes", "Verifying"],
      ],
    ],
    [
      "done done done done",
      "Succeeded",
      true,
      [
        ["changes", "Done"],
        ["observes", "Done"],
      ],
    ],
    ["done done failed upcoming", "NeedsOperator", true, [["changes", "Unknown"]]],
    [
      "done done done failed",
      "NeedsOperator",
      true,
      [
        ["changes", "Done"],
        ["observes", "Failed"],
      ],
    ],
    ["done done failed upcoming", "Undone", true, [["changes", "Undone"]]],
    ["done done failed upcoming", "Expired", true, [["changes", "Pending"]]],
  ])("%s: %s", (expected, phase, isApproved, steps) => {
    expect(states(phase, isApproved, ...steps)).toBe(expected);
  });
});
