import type { Wake } from "@holdfast/db/wake";

/** A plan that is kept evaluated, and the sites that it depends on. */
export interface ScheduledPlan {
  readonly planId: string;
  readonly number: number;
  readonly siteIds: readonly string[];
  /** The plans that its steps run: what is found of them is found of it. */
  readonly childIds: readonly string[];
}

/** Which plans are to be evaluated when. Instants are milliseconds of a steady clock. */
export interface EvaluationSchedule {
  /** The plans that there are now; those that are new or have a new version are due at once. */
  setPlans(plans: readonly ScheduledPlan[], atMs: number): void;
  /** A wake-up was heard: something may have changed that some plans depend on. */
  onWake(wake: Wake, atMs: number): void;
  /** Something has changed at these clusters; null: anywhere. */
  onChange(clusterIds: readonly string[] | null, atMs: number): void;
  /** Something else was found of a plan than before: those that run it may be judged otherwise. */
  onEvaluated(planId: string, atMs: number): void;
  /** The plans that are due, which are then due again after a full sweep. */
  takeDue(atMs: number): ScheduledPlan[];
  /** A plan that was due could not be evaluated: it is due again in a moment. */
  retry(planId: string, atMs: number): void;
  /** When the next plan is due. */
  nextAtMs(): number;
}

/** A burst of wake-ups is one change. */
const SOON_MS = 250;
/** An inventory moves all the time: what it says about capacity is looked at this often at most. */
const CALM_MS = 4000;
const SWEEP_MS = 60_000;

/** Keeps every plan evaluated: soon after what it depends on has changed, and once a minute in any case. */
export function evaluationSchedule(): EvaluationSchedule {
  const plans = new Map<string, ScheduledPlan>();
  const dueAt = new Map<string, number>();
  const want = (planId: string, atMs: number) => dueAt.set(planId, Math.min(dueAt.get(planId) ?? Number.POSITIVE_INFINITY, atMs));
  const wantEach = (ids: readonly string[] | null, atMs: number) => {
    for (const plan of plans.values()) if (ids === null || plan.siteIds.some((id) => ids.includes(id))) want(plan.planId, atMs);
  };
  return {
    setPlans(current, atMs) {
      const ids = new Set(current.map((plan) => plan.planId));
      for (const planId of plans.keys())
        if (!ids.has(planId)) {
          plans.delete(planId);
          dueAt.delete(planId);
        }
      for (const plan of current) {
        const known = plans.get(plan.planId);
        plans.set(plan.planId, plan);
        if (known?.number !== plan.number || known.siteIds.join() !== plan.siteIds.join() || known.childIds.join() !== plan.childIds.join())
          want(plan.planId, atMs);
      }
    },
    onWake(wake, atMs) {
      if (wake.topic === "link") wantEach([wake.key], atMs + SOON_MS);
      else if (wake.topic === "inventory") wantEach([wake.key], atMs + CALM_MS);
      else if (wake.topic === "access") wantEach(null, atMs + SOON_MS);
    },
    onChange: (clusterIds, atMs) => wantEach(clusterIds, atMs + SOON_MS),
    onEvaluated(childId, atMs) {
      for (const plan of plans.values()) if (plan.childIds.includes(childId)) want(plan.planId, atMs + SOON_MS);
    },
    takeDue(atMs) {
      const due = [...plans.values()].filter((plan) => (dueAt.get(plan.planId) ?? 0) <= atMs);
      for (const plan of due) dueAt.set(plan.planId, atMs + SWEEP_MS);
      return due;
    },
    retry(planId, atMs) {
      if (plans.has(planId)) want(planId, atMs + CALM_MS);
    },
    nextAtMs: () => Math.min(...dueAt.values()),
  };
}
