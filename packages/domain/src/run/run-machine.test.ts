import type { RunIntent } from "@holdfast/contracts/failover-phase";
import { RunIntent as RunIntents, RunPhase } from "@holdfast/contracts/failover-phase";
import { OnFailure } from "@holdfast/contracts/plan-step";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginAgain } from "./begin-step";
import { type Action, decide } from "./decide";
import { failStep, failUndo } from "./fail-step";
import { isTerminal, mayMove, movesGroup, phaseAfterIntent, phaseMoves } from "./phase-machine";
import { applyChange, IllegalChange, onlyStep, type RunChange } from "./run-change";
import { type RunProgress, type StepProgress, stepAt } from "./run-progress";
import { finishUndo, giveUpUndo, intendStep, intendUndo, sendStep, sendUndo, verifyStep } from "./step-changes";

const asker = { name: "Ana", reason: "" };

const steps = fc.array(
  fc.record({
    effect: fc.constantFrom("changes" as const, "observes" as const),
    onFailure: fc.constantFrom(...OnFailure.options),
    isIrreversible: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

const started = (shapes: Pick<StepProgress, "effect" | "onFailure" | "isIrreversible">[]): RunProgress => ({
  phase: "Running",
  intent: null,
  isRehearsal: false,
  isUndoing: false,
  steps: shapes.map((shape, index) => ({
    ...shape,
    index,
    name: `s${index}`,
    waitsForPeople: false,
    state: "Pending",
    attempt: 0,
    reached: [],
    wasSent: false,
  })),
});

/** What the world may answer to each action; luck 0 is the best answer. */
function answer(run: RunProgress, action: Action, index: number, luck: number): RunChange {
  const step = stepAt(run, index);
  const failed = { outcome: "failed", reason: "Refused", message: "no" } as const;
  const unknown = { outcome: "unknown", reason: "TimedOut", message: "silence" } as const;
  const answers: Record<Action, RunChange[]> = {
    prepare: [onlyStep(intendStep(step, { message: "" })), onlyStep(verifyStep(step, { message: "already so" })), failStep(step, failed)],
    send: [onlyStep(sendStep(step, { message: "" })), failStep(step, failed), onlyStep(...beginAgain(step, { message: "too old" }))],
    verify: [
      onlyStep(verifyStep(step, { message: "" })),
      failStep(step, failed),
      ...(step.effect === "changes" ? [failStep(step, unknown), onlyStep(...beginAgain(step, { message: "nothing happened" }))] : []),
    ],
    undoPrepare: [
      onlyStep(intendUndo(step, { message: "" })),
      onlyStep(finishUndo(step, { message: "as before" })),
      failUndo(run, step, failed),
    ],
    undoSend: [onlyStep(sendUndo(step, { message: "" })), failUndo(run, step, failed)],
    undoVerify: [
      onlyStep(finishUndo(step, { message: "" })),
      failUndo(run, step, unknown),
      onlyStep(giveUpUndo(step, { message: "nothing happened" })),
    ],
  };
  return answers[action][luck % answers[action].length] as RunChange;
}

/** Drives a run to its end with the given luck and intents; every change is checked by the machines themselves. */
function drive(
  run: RunProgress,
  lucks: readonly number[],
  intents: readonly (RunIntent | null)[],
  seen: (run: RunProgress, change: RunChange) => void,
) {
  let current = run;
  for (let i = 0; i < 400; i++) {
    const intent = intents[i] ?? null;
    if (intent !== null && movesGroup(current.phase)) current = { ...current, intent };
    const decision = decide(current, asker);
    if (decision.kind === "ended") return current;
    if (decision.kind === "await") {
      current = { ...current, intent: (["resume", "undo", "abort"] as const)[(lucks[i] ?? 2) % 3] ?? "abort" };
      continue;
    }
    const change = decision.kind === "change" ? decision.change : answer(current, decision.action, decision.step, lucks[i] ?? 0);
    seen(current, change);
    current = applyChange(current, change);
  }
  throw new Error(`still ${current.phase} after 400 moves`);
}

const luck = fc.array(fc.nat(11), { maxLength: 120 });
const intents = fc.array(fc.option(fc.constantFrom(...RunIntents.options), { freq: 6 }), { maxLength: 120 });

describe("the machine of a run", () => {
  it("never makes a move that is not in its tables, and always ends", () => {
    fc.assert(
      fc.property(steps, luck, intents, (shapes, lucks, asked) => {
        const end = drive(started(shapes), lucks, asked, (before, change) => {
          if (change.phase) expect(mayMove(before.phase, change.phase.to)).toBe(true);
        });
        expect(isTerminal(end.phase)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("sends an order at most once in an attempt, and says that it succeeded only when every step was seen to be done or skipped", () => {
    fc.assert(
      fc.property(steps, luck, intents, (shapes, lucks, asked) => {
        const sent = new Set<string>();
        const end = drive(started(shapes), lucks, asked, (_, change) => {
          for (const each of change.steps.filter((step) => step.transition === "sent" || step.transition === "undoSent")) {
            const key = `${each.step}:${each.attempt}`;
            expect(sent.has(key)).toBe(false);
            sent.add(key);
          }
        });
        if (end.phase === "Succeeded") expect(end.steps.every((step) => ["Done", "Skipped"].includes(step.state))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("undoes in reverse order, leaves nothing that was sent behind an Undone run, and never undoes what can't be", () => {
    fc.assert(
      fc.property(steps, luck, intents, (shapes, lucks, asked) => {
        const end = drive(started(shapes), lucks, asked, (before, change) => {
          for (const each of change.steps.filter((step) => step.transition === "undone")) {
            const open = before.steps.filter((step) => step.effect === "changes" && step.wasSent && step.state !== "Undone");
            expect(each.step).toBe(open.at(-1)?.index);
            expect(stepAt(before, each.step).isIrreversible).toBe(false);
          }
        });
        if (end.phase === "Undone")
          expect(end.steps.filter((step) => step.wasSent && step.effect === "changes").every((step) => step.state === "Undone")).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("records what an undo needs before anything is sent", () => {
    const run = started([{ effect: "changes", onFailure: "pause", isIrreversible: false }]);
    const begun = applyChange(run, (decide(run, asker) as { change: RunChange }).change);
    expect(() => applyChange(begun, onlyStep(sendStep(stepAt(begun, 0), { message: "" })))).toThrow(IllegalChange);
  });

  it("refuses a second journal line for one boundary, and a line after the end of an attempt", () => {
    const run = started([{ effect: "observes", onFailure: "pause", isIrreversible: false }]);
    const begun = applyChange(run, (decide(run, asker) as { change: RunChange }).change);
    const done = applyChange(begun, onlyStep(verifyStep(stepAt(begun, 0), { message: "" })));
    expect(() => applyChange(done, onlyStep(verifyStep(stepAt(done, 0), { message: "" })))).toThrow(IllegalChange);
  });
});

describe("the phases", () => {
  it("know every phase, and leave none without a way to an end", () => {
    const ends = (phase: RunPhase, seen = new Set<RunPhase>()): boolean =>
      isTerminal(phase) || (!seen.has(phase) && phaseMoves[phase].some((next) => ends(next, new Set([...seen, phase]))));
    expect(Object.keys(phaseMoves).sort()).toEqual([...RunPhase.options].sort());
    expect(RunPhase.options.filter((phase) => !ends(phase))).toEqual([]);
  });

  it("lead an intent only where the table leads", () => {
    for (const phase of RunPhase.options)
      for (const intent of RunIntents.options)
        for (const isUndoing of [true, false]) {
          const to = phaseAfterIntent(phase, intent, isUndoing);
          if (to !== null) expect({ phase, intent, to, allowed: mayMove(phase, to) }).toMatchObject({ allowed: true });
        }
  });
});
