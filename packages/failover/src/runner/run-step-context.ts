import { stepSubjectHash } from "@holdfast/domain/run/subject-hash";
import { type StepContext, stepContext } from "../step-context";
import { madeChildren, pinnedChild } from "./child-rows";
import { madeCall } from "./hub-call-rows";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { RunContext } from "./run-context";
import { decisionsOf } from "./step-decisions";

/** What a step of a run may use, until the signal. */
export const runStepContext = (ctx: RunContext, run: LoadedRun, step: LoadedStep, signal: AbortSignal): StepContext =>
  stepContext({
    db: ctx.db,
    now: ctx.now,
    agents: ctx.agents,
    calls: ctx.calls,
    madeCall: (way) => madeCall(ctx.db, { runId: run.row.id, stepIndex: step.row.index, way }),
    parent: {
      group: run.plan.group,
      approvalsRequired: run.plan.approvalsRequired,
      isBeginning: !run.progress.isRehearsal,
      mayRun: (call) => pinnedChild(run.row, call) !== undefined,
    },
    madeChildren: () => madeChildren(ctx.db, run.row.id, step.row.index),
    crashPoint: (name) => ctx.crashPoint(run.row.id, `${step.row.index}:${name}`),
    sites: run.plan.sites,
    // A rehearsal changes nothing, so what the steps before this one would bring about is not there.
    isRunning: !run.progress.isRehearsal,
    beganAt: step.beganAt ?? undefined,
    effectKey: `run:${run.row.id}:${step.row.name}`,
    signal,
    decisions: async () => ({
      decisions: await decisionsOf(ctx.db, run.row.id, step.row.name),
      subjectHash: stepSubjectHash(run.row.subjectHash, step.row.name),
      requestedById: run.row.requestedById,
    }),
  });
