import type { KubeObject } from "../../kube/cluster-store";
import { MeterGroup } from "../../signals/meter-group";
import type { SeriesStore } from "../../signals/series-store";
import { hasCondition, numberAt, valueAt } from "../kube-read";
import type { SiteView } from "../site-view";

const FIGURES: readonly (readonly [string, "spec" | "status", string])[] = [
  ["kube_deployment_spec_replicas", "spec", "replicas"],
  ["kube_deployment_status_replicas", "status", "replicas"],
  ["kube_deployment_status_replicas_ready", "status", "readyReplicas"],
  ["kube_deployment_status_replicas_available", "status", "availableReplicas"],
  ["kube_deployment_status_replicas_updated", "status", "updatedReplicas"],
  ["kube_deployment_status_replicas_unavailable", "status", "unavailableReplicas"],
  ["kube_deployment_status_observed_generation", "status", "observedGeneration"],
];

/** What kube-state-metrics of one cluster says of its Deployments. */
export class WorkloadRecorder {
  private readonly groups = new Map<string, { group: MeterGroup; object: KubeObject }>();
  private seen = -1;
  private readonly store: SeriesStore;
  private readonly view: SiteView;

  constructor(store: SeriesStore, view: SiteView) {
    this.store = store;
    this.view = view;
  }

  record(): void {
    if (this.seen === this.view.version) return;
    this.seen = this.view.version;
    const present = new Set<string>();
    for (const object of this.view.deployments) {
      present.add(object.metadata.uid);
      this.describe(object);
    }
    for (const [uid, { group }] of this.groups) {
      if (present.has(uid)) continue;
      group.retire();
      this.groups.delete(uid);
    }
  }

  reset(): void {
    for (const { group } of this.groups.values()) group.retire();
    this.groups.clear();
    this.seen = -1;
  }

  private describe(object: KubeObject): void {
    const { uid, namespace = "", name, generation = 1 } = object.metadata;
    const known = this.groups.get(uid);
    if (known?.object === object) return;
    const group = known?.group ?? new MeterGroup(this.store, { namespace, deployment: name });
    this.groups.set(uid, { group, object });
    for (const [metric, part, field] of FIGURES) group.set(metric, numberAt(0, valueAt(object, part), field));
    group.set("kube_deployment_metadata_generation", generation);
    for (const condition of ["Available", "Progressing"])
      group.set("kube_deployment_status_condition", Number(hasCondition(object, condition)), { condition, status: "true" });
  }
}
