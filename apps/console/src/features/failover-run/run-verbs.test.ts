import { RunPhase, type StepState } from "@holdfast/contracts/failover-phase";
import type { GateView } from "@holdfast/contracts/gate";
import { describe, expect, it } from "vitest";
import { verbsOf } from "./run-verbs";

const met = { isMet: true, message: "" };
const allowed = { pause: met, resume: met, skip: met, undo: met, abort: met };
const refusalOf = (gate: GateView | undefined) => (gate && !gate.isMet ? gate.message : null);
const names = (phase: RunPhase, change: { isUndoing?: boolean; state?: StepState } = {}) =>
  verbsOf({ phase, isUndoing: change.isUndoing ?? false, allowed, steps: [{ state: change.state ?? "Running" }] }, refusalOf).map(
    (each) => each.verb,
  );

describe("the verbs of a run", () => {
  it("are withdrawing before it moves, steering while it does, and none afterwards", () => {
    expect(Object.fromEntries(RunPhase.options.map((phase) => [phase, names(phase).join(" ")]))).toEqual({
      Draft: "withdraw",
      AwaitingApproval: "withdraw",
      Approved: "withdraw",
      Running: "pause undo abort",
      Paused: "resume undo abort",
      Undoing: "pause undo abort",
      NeedsOperator: "resume undo abort",
      Succeeded: "",
      Failed: "",
      Undone: "",
      Rejected: "",
      Expired: "",
      Cancelled: "",
    });
  });

  it("call a resume what it does", () => {
    expect(names("Paused", { state: "Failed" })[0]).toBe("retry");
    expect(names("NeedsOperator", { state: "Unknown" })[0]).toBe("retry");
    expect(names("NeedsOperator", { state: "Failed", isUndoing: true })[0]).toBe("resumeUndo");
  });

  it("offer to skip only where something failed, and never while it undoes", () => {
    expect(names("Paused", { state: "Failed" })).toEqual(["retry", "skip", "undo", "abort"]);
    expect(names("Paused", { state: "Verifying" })).not.toContain("skip");
    expect(names("NeedsOperator", { state: "Unknown", isUndoing: true })).not.toContain("skip");
  });

  it("stay in their place with the reason when they are refused", () => {
    const refused = { ...allowed, undo: { isMet: false, message: "You need a role." } };
    const verbs = verbsOf({ phase: "Running", isUndoing: false, allowed: refused, steps: [] }, refusalOf);
    expect(verbs.map((each) => each.refusal)).toEqual([null, "You need a role.", null]);
  });
});
