import type { PlanStep } from "@holdfast/contracts/plan-step";

/** An object that a step changes, by its cluster's name. */
export interface ChangedObject {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a step changes in a cluster; null for one that only looks or waits. */
export function changedObject(step: PlanStep): ChangedObject | null {
  const of = (kind: string, { cluster, namespace, name }: Omit<ChangedObject, "kind">): ChangedObject => ({
    cluster,
    kind,
    namespace,
    name,
  });
  switch (step.use) {
    case "workload.scale":
      return of(step.with.kind, step.with);
    case "istio.shift-weights":
      return of("VirtualService", step.with);
    case "istio.set-locality-failover":
      return of("DestinationRule", step.with);
    case "gateway.shift-weights":
      return of("HTTPRoute", step.with);
    case "hpa.set-bounds":
      return of("HorizontalPodAutoscaler", step.with);
    case "cronjob.suspend":
      return of("CronJob", step.with);
    case "job.run":
      // The Job has no name yet; what it is made from must stay.
      return of("CronJob", { ...step.with, name: step.with.cronJob });
    case "argocd.pause":
    case "argocd.retarget":
    case "argocd.sync":
      return of("Application", step.with);
    case "rollout.pause":
    case "rollout.promote":
    case "rollout.abort":
      return of("Rollout", step.with);
    case "postgres.demote":
    case "postgres.promote":
      return of("Cluster", step.with);
    case "approval.wait":
    case "wait":
    case "probe.http":
    case "probe.promql":
      return null;
  }
}
