import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { hasStatus } from "../kube/kube-error";
import type { KubePort, ObjectRef, PatchOperation } from "../kube/kube-port";
import { ownerAutoscaler, type ScaleRef, workloadRef } from "../kube/workloads";
import { type Done, defineCommand, Refused } from "./define-command";

interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number };
}

const MOST_TRIES = 5;

/**
 * Compares and sets in one call of the API server: the patch holds only for this object with these replicas. The version of
 * the whole object would be too strict, for controllers write its status all the time.
 */
const compareAndSet = (live: Scale, previous: number, replicas: number): PatchOperation[] => [
  { op: "test", path: "/metadata/uid", value: live.metadata?.uid },
  // A scale of nothing has no replicas at all, and then there is nothing to compare.
  ...(live.spec?.replicas === undefined ? [] : [{ op: "test" as const, path: "/spec/replicas", value: previous }]),
  { op: "add", path: "/spec/replicas", value: replicas },
];

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
      const { warnings } = await kube.patch<Scale>(ref, compareAndSet(live, previous, replicas));
      const fields = [{ path: "/spec/replicas", before: previous, after: replicas }];
      return { output: { previous, hasChanged: true }, changes: [{ ...about, operation: "update", fields, warnings }] };
    } catch (cause) {
      // Overtaken: read and compare again. What is truly invalid is so every time.
      const isOvertaken = hasStatus(cause, 409) || hasStatus(cause, 422) || hasStatus(cause, 404);
      if (!isOvertaken || attempt >= MOST_TRIES) throw cause;
    }
  }
}

/** `workload.scale`: through the scale subresource, so that nothing else of the workload can be touched. */
export const scaleWorkload = defineCommand({
  contract: workloadScale,
  rbac: [
    { apiGroups: ["apps"], resources: ["deployments/scale", "statefulsets/scale"], verbs: ["get", "patch"] },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: ["list"] },
  ],
  handle: ({ kube }, { replicas, expectReplicas, ...target }) =>
    scale(kube, { ...workloadRef(target), subresource: "scale" }, target, replicas, expectReplicas),
});
