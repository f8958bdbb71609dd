// What the runner's actions would write, given the world as it is now: the look, the judgement and the change are the real ones.
import { beginAgain } from "../../src/run/begin-step";
import type { Action } from "../../src/run/decide";
import { failStep, failUndo } from "../../src/run/fail-step";
import { isSettled, judgeEffect, type Observation, type Sending } from "../../src/run/judge-effect";
import { onlyStep, type RunChange } from "../../src/run/run-change";
import { stepAt } from "../../src/run/run-progress";
import { finishUndo, giveUpUndo, intendStep, intendUndo, sendStep, sendUndo, verifyStep } from "../../src/run/step-changes";
import type { Sabotage } from "./sabotage";
import type { Order, Pending, World } from "./world";

/** The runner gives up after ten; the model has to end sooner, and the second run is there for what the first has left behind. */
const mostAttempts = ({ runIndex }: Turn) => (runIndex === 0 ? 2 : 1);

const text = { message: "" };
const says = (message: string) => ({ message });

/** The site that a step changes, and to what: first the writes end at the one that is left, then they begin at the other. */
export const aimOf = (from: number, step: number) => (step === 0 ? { site: from, to: false } : { site: 1 - from, to: true });

type Written = { readonly change: RunChange; readonly order?: Pending["order"] };

/** One action of one run in one world. */
interface Turn {
  readonly world: World;
  readonly runIndex: number;
  readonly stepIndex: number;
  readonly isPastDeadline: boolean;
  readonly sabotage: Sabotage;
}

const runOf = ({ world, runIndex }: Turn) => {
  const run = world.runs[runIndex];
  if (!run) throw new RangeError(`no run ${runIndex}`);
  return run;
};

const lastOrder = ({ world, runIndex, stepIndex }: Turn, way: Order["way"]): Order | undefined =>
  world.orders.findLast((order) => order.run === runIndex && order.step === stepIndex && order.way === way);

const sendingOf = (order: Order | undefined): Sending => ({
  outcome: order ? order.outcome : null,
  reason: null,
  message: null,
  isExpired: order ? order.age === "dead" : true,
});

/** What a look sees: whether the site is as `to` says. */
function look(turn: Turn, to: boolean): Observation {
  const { site } = aimOf(runOf(turn).from, turn.stepIndex);
  return turn.world.sites[site]?.isWritable === to ? { kind: "done", ...text } : { kind: "waiting", for: text, isUntouched: true };
}

const failure = (outcome: "failed" | "unknown", reason: string) => ({ outcome, reason, ...text });

function prepare(turn: Turn): Written | null {
  const run = runOf(turn);
  const step = stepAt(run.progress, turn.stepIndex);
  const { site, to } = aimOf(run.from, turn.stepIndex);
  if (step.wasSent) {
    const sending = sendingOf(lastOrder(turn, "do"));
    const isAnswered = sending.outcome !== null && sending.outcome !== "accepted";
    const verdict = judgeEffect(isAnswered ? { ...sending, outcome: "unknown" } : sending, look(turn, to), turn.isPastDeadline);
    if (verdict.kind === "wait") return null;
    if (verdict.kind === "done") return { change: onlyStep(verifyStep(step, text)) };
    if (verdict.kind !== "again") return { change: failStep(step, failure(verdict.kind, "Earlier")) };
  }
  if (turn.world.sites[site]?.isWritable === to) return { change: onlyStep(verifyStep(step, says("already so"))) };
  // Nobody is let write while the other still does.
  if (to && turn.world.sites[1 - site]?.isWritable) return { change: failStep(step, failure("failed", "SourceStillWrites")) };
  return { change: onlyStep(intendStep(step, text, {})) };
}

function send(turn: Turn): Written {
  const run = runOf(turn);
  const step = stepAt(run.progress, turn.stepIndex);
  if (turn.isPastDeadline)
    return step.attempt < mostAttempts(turn)
      ? { change: onlyStep(...beginAgain(step, says("the checks are too old"))) }
      : { change: failStep(step, failure("failed", "guards")) };
  return {
    change: onlyStep(sendStep(step, text, {})),
    order: { step: turn.stepIndex, way: "do", attempt: step.attempt, ...aimOf(run.from, turn.stepIndex) },
  };
}

function verify(turn: Turn): Written | null {
  const run = runOf(turn);
  const step = stepAt(run.progress, turn.stepIndex);
  const { to } = aimOf(run.from, turn.stepIndex);
  const verdict = judgeEffect(sendingOf(lastOrder(turn, "do")), look(turn, to), turn.isPastDeadline);
  switch (verdict.kind) {
    case "wait":
      return null;
    case "done":
      return { change: onlyStep(verifyStep(step, verdict)) };
    case "again":
      return {
        change:
          step.attempt < mostAttempts(turn)
            ? onlyStep(...beginAgain(step, verdict.because))
            : failStep(step, failure("failed", "NoEffect")),
      };
    default:
      return { change: failStep(step, failure(verdict.kind, verdict.kind)) };
  }
}

function undoPrepare(turn: Turn): Written | null {
  const run = runOf(turn);
  const step = stepAt(run.progress, turn.stepIndex);
  const { to } = aimOf(run.from, turn.stepIndex);
  if (!turn.sabotage.withoutPatience && !isSettled(sendingOf(lastOrder(turn, "do")))) return null;
  if (look(turn, !to).kind === "done") return { change: onlyStep(finishUndo(step, text)) };
  return { change: onlyStep(intendUndo(step, text)) };
}

function undoSend(turn: Turn): Written {
  const run = runOf(turn);
  const step = stepAt(run.progress, turn.stepIndex);
  const { site, to } = aimOf(run.from, turn.stepIndex);
  return {
    change: onlyStep(sendUndo(step, text, {})),
    order: { step: turn.stepIndex, way: "undo", attempt: step.attempt, site, to: !to },
  };
}

function undoVerify(turn: Turn): Written | null {
  const run = runOf(turn);
  const step = stepAt(run.progress, turn.stepIndex);
  const { to } = aimOf(run.from, turn.stepIndex);
  const verdict = judgeEffect(sendingOf(lastOrder(turn, "undo")), look(turn, !to), turn.isPastDeadline);
  switch (verdict.kind) {
    case "wait":
      return null;
    case "done":
      return { change: onlyStep(finishUndo(step, verdict)) };
    case "again":
      if (step.attempt < 2 * mostAttempts(turn)) return { change: onlyStep(giveUpUndo(step, verdict.because)) };
      return { change: failUndo(run.progress, step, failure("failed", "NoEffect")) };
    default:
      return { change: failUndo(run.progress, step, failure(verdict.kind, verdict.kind)) };
  }
}

function retry(): never {
  throw new RangeError("no step of the model is tried again by itself");
}

const actions: Readonly<Record<Action, (turn: Turn) => Written | null>> = {
  retry,
  prepare,
  send,
  verify,
  undoPrepare,
  undoSend,
  undoVerify,
};

/** What an action would write now; null while it has to wait. */
export const perform = (action: Action, turn: Turn): Written | null => actions[action](turn);
