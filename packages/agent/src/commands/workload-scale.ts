import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { hasStatus } from "../kube/kube-error";
import type { KubePort, ObjectRef } from "../kube/kube-port";
import { ownerAutoscaler, type ScaleRef, scalable } from "../kube/workloads";
import { type Done, defineCommand, Refused } from "./define-command";

interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number };
}

const MOST_TRIES = 5;

/** Who else writes to a workload bumps its version without touching the replicas: then it is read and compared again. */
async function scale(
  kube: KubePort,
  ref: ObjectRef,
  target: ScaleRef,
  replicas: number,
  expectReplicas: number,
): Promise<Done<{ previous: number; hasChanged: boolean }>> {
  const about = { apiVersion: "apps/v1", kind: target.kind, namespace: target.namespace, name: target.name };
  for (let attempt = 1; ; attempt++) {
    const live = await kube.read<Scale>(ref);
    if (!live) throw new Refused("NotFound", `There is no ${target.kind} ${target.namespace}/${target.name}.`);
    const previous = live.spec?.replicas ?? 0;
    if (previous === replicas)
      return { output: { previous, hasChanged: false }, changes: [{ ...about, operation: "none", fields: [], warnings: [] }] };
    if (previous !== expectReplicas)
      throw new Refused("ReplicasDrifted", `${target.name} has ${previous} replicas, not the ${expectReplicas} that were expected.`);
    const autoscaler = await ownerAutoscaler(kube, target);
    if (autoscaler)
      throw new Refused("OwnedByAutoscaler", `The replicas of ${target.name} are set by the HorizontalPodAutoscaler ${autoscaler}.`);
    try {
      const { warnings } = await kube.replace<Scale>(ref, { ...live, spec: { ...live.spec, replicas } });
      const fields = [{ path: "/spec/replicas", before: previous, after: replicas }];
      return { output: { previous, hasChanged: true }, changes: [{ ...about, operation: "update", fields, warnings }] };
    } catch (cause) {
      if (!hasStatus(cause, 409) || attempt >= MOST_TRIES) throw cause;
    }
  }
}

/** `workload.scale`: through the scale subresource, so that nothing else of the workload can be touched. */
export const scaleWorkload = defineCommand({
  contract: workloadScale,
  rbac: [
    { apiGroups: ["apps"], resources: ["deployments/scale", "statefulsets/scale"], verbs: ["get", "update"] },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: ["list"] },
  ],
  handle: ({ kube }, { replicas, expectReplicas, ...target }) =>
    scale(kube, { ...scalable(target), subresource: "scale" }, target, replicas, expectReplicas),
});
