import type { PlanStep, StepName } from "@holdfast/contracts/plan-step";

/** Whether a step changes something (and must say how that is undone) or only looks. */
export type StepEffect = "changes" | "observes";

/** The effect of every step of the catalogue. */
export const stepEffects: Readonly<Record<StepName, StepEffect>> = {
  "approval.wait": "observes",
  "workload.scale": "changes",
  "istio.shift-weights": "changes",
  "gateway.shift-weights": "changes",
  "probe.http": "observes",
  "probe.promql": "observes",
};

/** Whether a step waits for people. Their time is measured apart from the recovery. */
export const waitsForPeople = (use: StepName): boolean => use === "approval.wait";

/** How long one attempt of a step may take. An approval lasts as long as its own parameter says. */
export const stepTimeoutSeconds = (step: PlanStep): number =>
  step.use === "approval.wait" ? step.with.expiresAfterSeconds : step.timeoutSeconds;

/** The cluster that a step acts on or looks from, by name; null when it concerns none. */
export const stepCluster = (step: PlanStep): string | null => ("cluster" in step.with ? step.with.cluster : null);
