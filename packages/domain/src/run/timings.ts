import type { RunTimes } from "@holdfast/contracts/failover";
import type { RunPhase, StepTransition } from "@holdfast/contracts/failover-phase";
import type { StepName } from "@holdfast/contracts/plan-step";
import { stepEffects, waitsForPeople } from "../plan/step-catalogue";

/** The instants that a run's rows and journal hold. */
export interface TimedRun {
  readonly phase: RunPhase;
  readonly primaryLostAt: Date | null;
  readonly primaryLossSeenAt: Date | null;
  readonly requestedAt: Date;
  readonly approvedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly steps: readonly { readonly index: number; readonly use: StepName }[];
  readonly journal: readonly {
    readonly stepIndex: number;
    readonly attempt: number;
    readonly transition: StepTransition;
    readonly at: Date;
  }[];
}

const between = (from: Date | null | undefined, to: Date | null | undefined): number | null =>
  from && to ? Math.max(0, to.getTime() - from.getTime()) : null;

/** The spans in which the run waited for people. */
function waits(run: TimedRun): { from: Date; to: Date }[] {
  const indices = new Set(run.steps.filter((step) => waitsForPeople(step.use)).map((step) => step.index));
  const lines = run.journal.filter((line) => indices.has(line.stepIndex));
  const spans = lines
    .filter((line) => line.transition === "started")
    .flatMap((start) => {
      const end = lines.find(
        (line) => line.stepIndex === start.stepIndex && line.attempt === start.attempt && ["verified", "failed"].includes(line.transition),
      );
      return end ? [{ from: start.at, to: end.at }] : [];
    });
  // Two who are waited for at once are waited for once.
  const merged: { from: Date; to: Date }[] = [];
  for (const span of spans.sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = span.to > last.to ? span.to : last.to;
    else merged.push(span);
  }
  return merged;
}

const waitedMs = (spans: readonly { from: Date; to: Date }[], from: Date, to: Date): number =>
  spans.filter((span) => span.from >= from && span.to <= to).reduce((sum, span) => sum + (between(span.from, span.to) ?? 0), 0);

/** The instant at which the last change was seen to be there. */
function lastChangeAt(run: TimedRun): Date | null {
  const changing = new Set(run.steps.filter((step) => stepEffects[step.use] === "changes").map((step) => step.index));
  const instants = run.journal
    .filter((line) => line.transition === "verified" && changing.has(line.stepIndex))
    // A fence that is put up when its site is back is no part of the recovery.
    .filter((line) => run.finishedAt === null || line.at <= run.finishedAt)
    .map((line) => line.at.getTime());
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}

/**
 * A run's measured times. Act: from the decision until the last change was seen to be there. Verify: from then to the end.
 * Recovery is their sum, of a run that succeeded; the time of people in the middle of the run counts as deciding.
 */
export function timings(run: TimedRun): RunTimes {
  const spans = waits(run);
  const decided = between(run.requestedAt, run.approvedAt);
  const changedAt = lastChangeAt(run) ?? (run.phase === "Succeeded" ? run.approvedAt : null);
  const actMs = run.approvedAt && changedAt ? (between(run.approvedAt, changedAt) ?? 0) - waitedMs(spans, run.approvedAt, changedAt) : null;
  const hasRecovered = run.phase === "Succeeded" && run.finishedAt !== null;
  const verifyMs =
    hasRecovered && changedAt && run.finishedAt
      ? (between(changedAt, run.finishedAt) ?? 0) - waitedMs(spans, changedAt, run.finishedAt)
      : null;
  return {
    detectMs: between(run.primaryLostAt, run.primaryLossSeenAt),
    decideMs: decided === null ? null : decided + spans.reduce((sum, span) => sum + (between(span.from, span.to) ?? 0), 0),
    actMs,
    verifyMs,
    recoveryMs: actMs !== null && verifyMs !== null ? actMs + verifyMs : null,
  };
}
