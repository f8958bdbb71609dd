import { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import { describe, expect, it } from "vitest";
import { canOperateRun, type OperateFacts } from "./can-operate-run";

describe("steering a run", () => {
  const failed = { name: "drain", waitsForPeople: false, decidesWriter: false, hasOpenChild: false };

  it("allows each intent in its phases only, and one at a time", () => {
    const allowed = (isUndoing: boolean) =>
      RunPhase.options.map((phase) => [
        phase,
        RunIntent.options.filter(
          (intent) => canOperateRun({ phase, isUndoing, isRehearsal: false, pending: null, stopped: [failed] }, intent).isMet,
        ),
      ]);
    expect(Object.fromEntries(allowed(false))).toMatchObject({
      AwaitingApproval: ["abort"],
      Approved: ["abort"],
      Running: ["pause", "undo", "abort"],
      Paused: ["resume", "skip", "undo", "abort"],
      Undoing: ["abort"],
      NeedsOperator: ["resume", "skip", "undo", "abort"],
      Succeeded: [],
      Undone: [],
    });
    expect(canOperateRun({ phase: "Running", isUndoing: false, isRehearsal: false, pending: "pause", stopped: [] }, "undo").isMet).toBe(
      false,
    );
    expect(canOperateRun({ phase: "Running", isUndoing: false, isRehearsal: false, pending: "pause", stopped: [] }, "abort").isMet).toBe(
      true,
    );
  });
});

describe("going on without a step", () => {
  const step = { name: "drain", waitsForPeople: false, decidesWriter: false, hasOpenChild: false };
  const skip = (...stopped: OperateFacts["stopped"]) =>
    canOperateRun({ phase: "Paused", isUndoing: false, isRehearsal: false, pending: null, stopped }, "skip");
  it.each<[string, OperateFacts["stopped"], string]>([
    ["is done with what failed, all of it", [step, { ...step, name: "other" }], ""],
    ["is refused where nothing failed", [], "nothing to skip"],
    ["is refused for the word of people", [{ ...step, waitsForPeople: true }], "never skipped"],
    ["is refused for what decides which site takes writes", [step, { ...step, name: "fence", decidesWriter: true }], "fence decides"],
    ["is refused while the run that the step made still moves", [{ ...step, hasOpenChild: true }], "has not ended"],
  ])("%s", (_, stopped, said) => {
    const gate = skip(...stopped);
    expect(gate.isMet ? "" : gate.message).toContain(said);
    expect(gate.isMet).toBe(said === "");
  });

  it("is refused while the run undoes, where there is nothing to go on to", () =>
    expect(
      canOperateRun({ phase: "NeedsOperator", isUndoing: true, isRehearsal: false, pending: null, stopped: [step] }, "skip").isMet,
    ).toBe(false));
});
