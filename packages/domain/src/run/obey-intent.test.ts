import { describe, expect, it } from "vitest";
import { decide } from "./decide";
import { applyChange } from "./run-change";
import { type RunProgress, type StepProgress, stepAt } from "./run-progress";

const asker = { name: "Ana", reason: "" };

describe("a step that a person has the run go on without", () => {
  const step = (index: number): StepProgress => ({
    ...{ index, name: `s${index}`, stage: index, set: null, effect: "changes", onFailure: "pause", isIrreversible: false, retry: null },
    ...{ waitsForPeople: false, decidesWriter: false, said: { message: "" }, retries: 0, isRetrying: false },
    ...{ state: "Pending", attempt: 0, reached: [], wasSent: false },
  });
  const stoppedAt = (shape: Partial<StepProgress>): RunProgress => ({
    ...{ phase: "Paused", intent: "skip", isRehearsal: false, isUndoing: false },
    steps: [{ ...step(0), state: "Failed", attempt: 1, reached: ["started", "failed"], ...shape }, step(1)],
  });
  const obeyed = (run: RunProgress) => {
    const decision = decide(run, asker);
    if (decision.kind !== "change") throw new Error(decision.kind);
    return applyChange(run, decision.change);
  };

  it("is left where it is, by its name and reason, and the next one begins", () => {
    const after = obeyed(stoppedAt({}));
    expect(after).toMatchObject({ phase: "Running", intent: null, steps: [{ state: "Skipped", attempt: 2, reached: ["skipped"] }, {}] });
    expect(after.steps[0]?.said.message).toContain(asker.name);
    expect(obeyed(after).steps.map(({ state }) => state)).toEqual(["Skipped", "Preflight"]);
  });

  it("is still undone when its order may have worked", () => {
    const after = obeyed(stoppedAt({ state: "Unknown", wasSent: true }));
    expect(decide({ ...after, phase: "Undoing", isUndoing: true }, asker)).toMatchObject({
      kind: "perform",
      action: "undoPrepare",
      step: 0,
    });
  });

  it("is named when the run succeeds", () => {
    const after = obeyed(stoppedAt({}));
    const done = { ...stepAt(after, 1), state: "Done" as const };
    expect(decide({ ...after, steps: after.steps.with(1, done) }, asker)).toMatchObject({
      change: { phase: { to: "Succeeded", message: expect.stringContaining(`skipped by hand: ${stepAt(after, 0).name}`) } },
    });
  });

  it.each([{ waitsForPeople: true }, { decidesWriter: true }, { state: "Pending" as const, attempt: 0, reached: [] }])(
    "is none that is %o",
    (shape) =>
      expect(obeyed(stoppedAt(shape))).toMatchObject({ phase: "Paused", intent: null, steps: [{ state: shape.state ?? "Failed" }, {}] }),
  );
});
