import { ApiError } from "../../kube/api-error";
import { equalJson } from "../../kube/store/equal-json";
import { controllerOf, keyOf } from "../../kube/store/object-identity";
import type { Pod } from "../../kube/types/pod";
import type { ReplicaSet } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { withCondition, withoutCondition } from "./conditions";
import { createPod } from "./create-pod";
import { byExpendability, isActive, isReady, untilAvailableMs } from "./pod-state";

const REPLICA_SETS = "replicasets.apps";
/** More than this is created or deleted in several turns, as the real controller does. */
const BURST = 500;
const RETRY_MS = 10_000;

const statusOf = (world: ClusterWorld, set: ReplicaSet, pods: readonly Pod[], failure: ApiError | null) => {
  const now = world.api.now();
  const active = pods.filter(isActive);
  const waits = active.map((pod) => untilAvailableMs(pod, set.spec.minReadySeconds ?? 0, now));
  const ready = active.filter(isReady).length;
  const available = waits.filter((wait) => wait === 0).length;
  const conditions = failure
    ? withCondition(
        set.status?.conditions,
        { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: failure.message },
        now,
      )
    : withoutCondition(set.status?.conditions, "ReplicaFailure");
  return {
    replicas: active.length,
    ...(active.length > 0 ? { fullyLabeledReplicas: active.length } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    terminatingReplicas: pods.filter(({ metadata }) => metadata.deletionTimestamp !== undefined).length,
    observedGeneration: set.metadata.generation,
    ...(conditions.length > 0 ? { conditions } : {}),
  };
};

/** Keeps as many pods as a ReplicaSet says, and says in its status how many there are. */
export function runReplicaSets(world: ClusterWorld): void {
  const { runtime, podsByOwner, events } = world;
  const store = world.api.store;

  const grow = (set: ReplicaSet, missing: number): ApiError | null => {
    for (let i = 0; i < Math.min(missing, BURST); i += 1) {
      const pod = createPod(world, { owner: set, template: set.spec.template, prefix: `${set.metadata.name}-` }, "replicaset-controller");
      if (pod instanceof ApiError) {
        const message = `Error creating: ${pod.message}`;
        events.record(set, { type: "Warning", reason: "FailedCreate", message, component: "replicaset-controller" });
        return pod;
      }
    }
    return null;
  };

  const shrink = (active: readonly Pod[], surplus: number): void => {
    const victims = active.toSorted(byExpendability).slice(0, Math.min(surplus, BURST));
    for (const { metadata } of victims) store.delete("pods", metadata.namespace ?? null, metadata.name);
  };

  const reconcile = (set: ReplicaSet): void => {
    const before = podsByOwner.of(set.metadata.uid).filter(isActive);
    const missing = set.metadata.deletionTimestamp ? 0 : set.spec.replicas - before.length;
    const failure = missing > 0 ? grow(set, missing) : null;
    if (missing < 0) shrink(before, -missing);
    if (Math.abs(missing) > BURST) enqueue(keyOf(set));
    if (failure) runtime.after(RETRY_MS, () => enqueue(keyOf(set)));

    const pods = podsByOwner.of(set.metadata.uid);
    const minReady = set.spec.minReadySeconds ?? 0;
    const waits = pods.filter(isActive).map((pod) => untilAvailableMs(pod, minReady, world.api.now()) ?? 0);
    const soonest = Math.min(...waits.filter((wait) => wait > 0));
    if (Number.isFinite(soonest)) runtime.after(soonest, () => enqueue(keyOf(set)));
    store.update(REPLICA_SETS, set.metadata.namespace ?? null, set.metadata.name, (current) => {
      const status = statusOf(world, current as ReplicaSet, pods, failure);
      return equalJson(status, current.status) ? current : { ...current, status };
    });
  };

  const enqueue = runtime.controller<ReplicaSet>(REPLICA_SETS, reconcile);
  runtime.watch("pods", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "ReplicaSet") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
}
