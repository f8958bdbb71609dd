import type { RunIntent } from "@holdfast/contracts/failover-phase";
import { RunIntent as RunIntents, RunPhase } from "@holdfast/contracts/failover-phase";
import { OnFailure } from "@holdfast/contracts/plan-step";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginAgain, beginStep } from "./begin-step";
import { type Action, decide, decideAll } from "./decide";
import { failStep, failUndo } from "./fail-step";
import { isTerminal, mayMove, movesGroup, phaseAfterIntent, phaseMoves } from "./phase-machine";
import { applyChange, IllegalChange, onlyStep, type RunChange } from "./run-change";
import { openStage, type RunProgress, type StepProgress, stepAt } from "./run-progress";
import { finishUndo, giveUpUndo, intendStep, intendUndo, sendStep, sendUndo, verifyStep } from "./step-changes";

const asker = { name: "Ana", reason: "" };

const steps = fc.array(
  fc.record({
    effect: fc.constantFrom("changes" as const, "observes" as const),
    onFailure: fc.constantFrom(...OnFailure.options),
    isIrreversible: fc.boolean(),
    retry: fc.option(fc.record({ attempts: fc.integer({ min: 2, max: 4 }), backoffSeconds: fc.constant(0) })),
    isWithLast: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

type Shape = Pick<StepProgress, "effect" | "onFailure" | "isIrreversible"> &
  Partial<Pick<StepProgress, "retry">> & { readonly isWithLast?: boolean };

/** Which stage each step belongs to: that of the one before it, where it says so. */
function stagesOf(shapes: readonly Shape[]): Pick<StepProgress, "stage" | "set">[] {
  let stage = -1;
  const stages = shapes.map(({ isWithLast }) => (isWithLast && stage >= 0 ? stage : ++stage));
  return stages.map((each) => ({ stage: each, set: stages.filter((other) => other === each).length > 1 ? `set${each}` : null }));
}

const started = (shapes: Shape[]): RunProgress => ({
  phase: "Running",
  intent: null,
  isRehearsal: false,
  isUndoing: false,
  steps: shapes.map(({ isWithLast: _, ...shape }, index) => ({
    ...{ retry: null, retries: 0, isRetrying: false, said: { message: "" }, stage: index, set: null },
    ...stagesOf(shapes)[index],
    ...shape,
    index,
    name: `s${index}`,
    waitsForPeople: false,
    decidesWriter: false,
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
    retry: [onlyStep(beginStep(step))],
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
    const decisions = decideAll(current, asker);
    const decision = decisions[(lucks[i] ?? 0) % decisions.length] ?? { kind: "ended" };
    if (decision.kind === "ended") return current;
    if (decision.kind === "await") {
      current = { ...current, intent: (["resume", "undo", "abort", "skip"] as const)[(lucks[i] ?? 2) % 4] ?? "abort" };
      continue;
    }
    const change =
      decision.kind === "change"
        ? decision.change
        : answer(current, decision.action, decision.step, Math.floor((lucks[i] ?? 0) / decisions.length));
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

  it("tries a step again by itself as often as its plan says and no oftener, and never what no repetition can mend", () => {
    const shape = { effect: "changes", onFailure: "pause", isIrreversible: false, retry: { attempts: 3, backoffSeconds: 5 } } as const;
    const failure = { outcome: "failed", reason: "Refused", message: "no" } as const;
    let run = started([shape]);
    run = applyChange(run, (decide(run, asker) as { change: RunChange }).change);
    for (const number of [2, 3]) {
      const change = failStep(stepAt(run, 0), failure);
      expect(change.steps[0]).toMatchObject({ to: "Failed", detail: { because: "no", retry: { number, of: 3, afterSeconds: 5 } } });
      run = applyChange(run, change);
      expect(run.phase).toBe("Running");
      expect(decide(run, asker)).toEqual({ kind: "perform", action: "retry", step: 0 });
      run = applyChange(run, onlyStep(beginStep(stepAt(run, 0))));
    }
    expect(failStep(stepAt(run, 0), failure).phase).toMatchObject({ to: "Paused" });
    expect(failStep(stepAt(started([shape]), 0), { ...failure, isFinal: true }).phase).toMatchObject({ to: "Paused" });
  });

  it("begins nothing before every step of the stages before it is done or skipped, and all members of a set at once", () => {
    fc.assert(
      fc.property(steps, luck, intents, (shapes, lucks, asked) => {
        drive(started(shapes), lucks, asked, (before, change) => {
          for (const each of change.steps.filter((step) => step.transition === "started" || step.transition === "sent")) {
            const { stage } = stepAt(before, each.step);
            const earlier = before.steps.filter((step) => step.stage < stage);
            expect(earlier.every((step) => step.state === "Done" || step.state === "Skipped")).toBe(true);
          }
          const first = change.steps.filter((each) => each.transition === "started" && each.attempt === 1);
          for (const each of first) {
            const others = before.steps.filter((step) => step.stage === stepAt(before, each.step).stage);
            expect(first.map((one) => one.step)).toEqual(expect.arrayContaining(others.map((step) => step.index)));
          }
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("ends a set by what its members want only when none of them is at work any more", () => {
    fc.assert(
      fc.property(steps, luck, (shapes, lucks) => {
        drive(started(shapes), lucks, [], (before, change) => {
          if (before.phase !== "Running" || !change.phase || change.phase.to === "Succeeded") return;
          const failing = change.steps.map((each) => each.step);
          const others = openStage(before).filter((step) => !failing.includes(step.index));
          expect(others.every((step) => ["Failed", "Unknown"].includes(step.state) && !step.isRetrying)).toBe(true);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("puts a set whose members want different things before a person, and says why of each", () => {
    const shape = { effect: "changes", isIrreversible: false, isWithLast: true } as const;
    let run = started([
      { ...shape, onFailure: "undo" },
      { ...shape, onFailure: "abort" },
    ]);
    run = applyChange(run, (decide(run, asker) as { change: RunChange }).change);
    run = applyChange(run, failStep(stepAt(run, 0), { outcome: "failed", reason: "Refused", message: "no" }));
    expect(decideAll(run, asker)).toEqual([{ kind: "perform", action: "prepare", step: 1 }]);
    run = applyChange(run, failStep(stepAt(run, 1), { outcome: "failed", reason: "Refused", message: "never" }));
    expect(decide(run, asker)).toMatchObject({ change: { phase: { to: "Paused", message: "s0: no; s1: never" } } });
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
