import type { PlanStep, StepAction, StepName } from "@holdfast/contracts/plan-step";

/** Whether a step changes something (and must say how that is undone) or only looks. */
export type StepEffect = "changes" | "observes";

/** The effect of every step of the catalogue. */
export const stepEffects: Readonly<Record<StepName, StepEffect>> = {
  "approval.wait": "observes",
  wait: "observes",
  "workload.scale": "changes",
  "istio.shift-weights": "changes",
  "istio.set-locality-failover": "changes",
  "gateway.shift-weights": "changes",
  "hpa.set-bounds": "changes",
  "cronjob.suspend": "changes",
  "job.run": "changes",
  "network.fence": "changes",
  "velero.restore": "changes",
  "chaos.inject": "changes",
  "argocd.pause": "changes",
  "argocd.retarget": "changes",
  "argocd.sync": "changes",
  "rollout.pause": "changes",
  "rollout.promote": "changes",
  "rollout.abort": "changes",
  "postgres.demote": "changes",
  "postgres.promote": "changes",
  "ramen.failover": "changes",
  "ramen.relocate": "changes",
  "ramen.test": "changes",
  "mirrormaker.stop": "changes",
  "mirrormaker.reverse": "changes",
  "storage.fence": "changes",
  "zalando.promote": "changes",
  "karmada.evict": "changes",
  "karmada.set-placement": "changes",
  "dns.set-record": "changes",
  "patroni.switchover": "changes",
  "vault.promote-dr": "changes",
  "webhook.call": "changes",
  "plan.run": "changes",
  "probe.http": "observes",
  "probe.promql": "observes",
  "probe.checksum": "observes",
  "probe.sql": "observes",
};

/** Whether only a drill may take a step: it makes something go wrong on purpose. */
export const isForDrills = (use: StepName): boolean => use === "chaos.inject";

/** Whether a step waits for people. Their time is measured apart from the recovery. */
export const waitsForPeople = (use: StepName): boolean => use === "approval.wait";

const OF_THE_WRITER: readonly StepName[] = [
  "network.fence",
  "storage.fence",
  "postgres.demote",
  "postgres.promote",
  "patroni.switchover",
  "zalando.promote",
  "vault.promote-dr",
  "mirrormaker.stop",
  "mirrormaker.reverse",
  "ramen.failover",
  "ramen.relocate",
];

/** Whether a step decides which site takes writes: no person can have a run go on without it, for there might be two, or none. */
export const decidesWriter = (use: StepName): boolean => OF_THE_WRITER.includes(use);

/** How long one attempt of a step may take. An approval and a wait last as long as their own parameters say. */
export function stepTimeoutSeconds(step: PlanStep): number {
  if (step.use === "approval.wait") return step.with.expiresAfterSeconds;
  return step.use === "wait" ? step.with.seconds : step.timeoutSeconds;
}

/** How long a step may take at most, with every try that its plan gives it. */
export function longestSeconds(step: PlanStep): number {
  const once = stepTimeoutSeconds(step);
  return step.retry ? step.retry.attempts * once + (step.retry.attempts - 1) * step.retry.backoffSeconds : once;
}

/** The cluster that a step acts on or looks from, by name; null when it concerns none. */
export const stepCluster = (step: StepAction): string | null => ("cluster" in step.with ? step.with.cluster : null);
