import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { isBehind } from "@holdfast/domain/health/kube-object";
import { type Container, totalRequests } from "../inventory/projections/containers";
import { gitOpsOwner } from "../inventory/projections/git-ops";
import { ownerAutoscaler, workloadRef } from "../kube/workloads";
import { defineQuery } from "./define-query";

interface Workload extends KubeObject {
  readonly spec?: { readonly replicas?: number; readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } } };
  readonly status?: { readonly observedGeneration?: number; readonly readyReplicas?: number };
}

const ABSENT = {
  exists: false,
  replicas: 0,
  readyReplicas: 0,
  isObserved: false,
  autoscaler: null,
  gitOpsOwner: null,
  perReplica: { cpuMillis: 0, memoryBytes: 0 },
};

/** `workload.read`: the replicas of a workload now, and who else wants to set them. */
export const readWorkload = defineQuery({
  contract: workloadRead,
  rbac: [
    { apiGroups: ["apps"], resources: ["deployments", "statefulsets"], verbs: ["get"] },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: ["list"] },
  ],
  async handle({ kube }, target) {
    const [workload, autoscaler] = await Promise.all([kube.read<Workload>(workloadRef(target)), ownerAutoscaler(kube, target)]);
    if (!workload) return ABSENT;
    return {
      exists: true,
      replicas: workload.spec?.replicas ?? 1,
      readyReplicas: workload.status?.readyReplicas ?? 0,
      isObserved: !isBehind(workload, workload.status?.observedGeneration),
      autoscaler,
      gitOpsOwner: gitOpsOwner(workload),
      perReplica: totalRequests(workload.spec?.template?.spec?.containers),
    };
  },
});
