import type { PlanSpec } from "@holdfast/contracts/plan";
import type { PlanStep, StepName } from "@holdfast/contracts/plan-step";
import type { RunMode } from "@holdfast/contracts/run-mode";
import { stepInMode } from "../plan/step-in-mode";
import { inStages } from "../plan/workflow";

/**
 * The steps that an agent may do by itself: they change only their own cluster, refuse when it is not as the hub saw it, and
 * are seen to be done by one question to it. None of them moves data, and none needs proof from another cluster.
 */
export const UNATTENDED: readonly StepName[] = [
  "workload.scale",
  "istio.shift-weights",
  "gateway.shift-weights",
  "hpa.set-bounds",
  "cronjob.suspend",
  "dns.set-record",
];

/** Which steps of a plan's failover an agent may finish, and how far that goes. */
export interface Coverage {
  /** The steps that have to be done with before, by their places in the flat order. */
  readonly before: readonly number[];
  readonly steps: readonly { readonly index: number; readonly step: PlanStep }[];
  /** The entry that only a hub can do, before which the agent stops; null when nothing is left. */
  readonly stopsBefore: string | null;
}

/** Whoever is to stop at a failure stops, as the hub would; to skip, undo or abort is not for an agent to decide. */
const isCovered = (step: PlanStep, standby: string): boolean =>
  UNATTENDED.includes(step.use) && step.onFailure === "pause" && "cluster" in step.with && step.with.cluster === standby;

/** What the plan lets the standby's agent finish in a run of that mode; null when it lets it do nothing. A set is a hub's to do. */
export function coveredSteps({ spec }: PlanSpec, mode: RunMode): Coverage | null {
  const { deadHub, activate, standby } = spec;
  const from = activate.steps.findIndex((entry) => entry.name === deadHub?.after);
  if (!deadHub || from < 0) return null;
  const { steps, stages } = inStages(activate.steps);
  const before = stages.slice(0, from + 1).flatMap((stage) => stage.steps);
  const covered: { index: number; step: PlanStep }[] = [];
  for (const {
    set,
    steps: [index = 0],
  } of stages.slice(from + 1)) {
    const written = steps[index];
    const step = set === null && written ? stepInMode(written, mode) : null;
    // Left out in this mode: there is nothing to do, by anybody.
    if (set === null && written && step === null) continue;
    if (!step || !isCovered(step, standby)) return { before, steps: covered, stopsBefore: set ?? written?.name ?? null };
    covered.push({ index, step });
  }
  return { before, steps: covered, stopsBefore: null };
}
