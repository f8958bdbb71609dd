import type { StepAction } from "@holdfast/contracts/plan-step";
import { fenceName } from "./fence-name";

/** An object that a step changes, by its cluster's name. */
export interface ChangedObject {
  readonly cluster: string;
  readonly kind: string;
  /** Null for a kind of the whole cluster. */
  readonly namespace: string | null;
  readonly name: string;
}

const of = (kind: string, { cluster, namespace, name }: Omit<ChangedObject, "kind">): ChangedObject => ({ cluster, kind, namespace, name });

/** What a step changes in a cluster; null for one that only looks or waits. */
export function changedObject(step: StepAction): ChangedObject | null {
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
    case "network.fence":
      return of(step.with.by, { ...step.with, name: fenceName(step.with) });
    case "velero.restore":
      // The Restore has no name yet; what it reads from must stay.
      return of(step.with.backup === null ? "Schedule" : "Backup", { ...step.with, name: step.with.backup ?? step.with.schedule ?? "" });
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
    case "ramen.failover":
    case "ramen.relocate":
    case "ramen.test":
      return of("DRPlacementControl", step.with);
    case "mirrormaker.stop":
    case "mirrormaker.reverse":
      return of("KafkaMirrorMaker2", step.with);
    case "storage.fence":
      return of("NetworkFence", { ...step.with, namespace: null });
    case "zalando.promote":
      return of("postgresql", step.with);
    case "karmada.evict":
      return of("Cluster", { ...step.with, namespace: null });
    case "karmada.set-placement":
      return of(step.with.namespace === null ? "ClusterPropagationPolicy" : "PropagationPolicy", step.with);
    case "dns.set-record":
      return of("DNSEndpoint", step.with);
    // What an experiment is about has a name for each pod, and the experiment itself ends by itself.
    case "chaos.inject":
    // Services beside the API server: nothing of the inventory stands for them.
    case "patroni.switchover":
    case "vault.promote-dr":
    case "webhook.call":
    // Another plan says itself what it changes.
    case "plan.run":
    case "approval.wait":
    case "wait":
    case "probe.http":
    case "probe.promql":
    case "probe.checksum":
    case "probe.sql":
      return null;
  }
}
