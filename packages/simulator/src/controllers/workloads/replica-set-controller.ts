import { ApiError } from "../../kube/api-error";
import { equalJson } from "../../kube/store/equal-json";
import { controllerOf, keyOf } from "../../kube/store/object-identity";
import type { Condition, Pod } from "../../kube/types/pod";
import type { ReplicaSet } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { withCondition, withoutCondition } from "./conditions";
import { PodMaker } from "./pod-maker";
import { byExpendability, isActive, isReady, untilAvailableMs } from "./pod-state";

const REPLICA_SETS = "replicasets.apps";
const COMPONENT = "replicaset-controller";
/** More than this is created or deleted in several turns, as the real controller does. */
const BURST = 500;

/** What came of growing: the denial that stopped it, nothing wrong, or no attempt, so that what was told before still holds. */
type Growth = ApiError | "fine" | "put off";

const conditionsAfter = (growth: Growth, { status }: ReplicaSet, now: Date): readonly Condition[] => {
  const told = status?.conditions ?? [];
  if (growth === "put off") return told;
  if (growth === "fine") return withoutCondition(told, "ReplicaFailure");
  // The real controller leaves the first message: each denial names another pod.
  if (told.some(({ type }) => type === "ReplicaFailure")) return told;
  return withCondition(told, { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: growth.message }, now);
};

const statusOf = (world: ClusterWorld, set: ReplicaSet, pods: readonly Pod[], growth: Growth) => {
  const now = world.api.now();
  const active = pods.filter(isActive);
  const waits = active.map((pod) => untilAvailableMs(pod, set.spec.minReadySeconds ?? 0, now));
  const ready = active.filter(isReady).length;
  const available = waits.filter((wait) => wait === 0).length;
  const conditions = conditionsAfter(growth, set, now);
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
  const { runtime, podsByOwner } = world;
  const store = world.api.store;
  const maker = new PodMaker(world, { resource: REPLICA_SETS, component: COMPONENT, retry: (key) => enqueue(key) });

  const grow = (set: ReplicaSet, missing: number): Growth => {
    if (maker.isPutOff(set)) return "put off";
    for (let i = 0; i < Math.min(missing, BURST); i += 1) {
      const pod = maker.make({ owner: set, template: set.spec.template, prefix: `${set.metadata.name}-` });
      if (pod instanceof ApiError) return pod;
    }
    return "fine";
  };

  const shrink = (active: readonly Pod[], surplus: number): void => {
    const victims = active.toSorted(byExpendability).slice(0, Math.min(surplus, BURST));
    for (const { metadata } of victims) store.delete("pods", metadata.namespace ?? null, metadata.name);
  };

  const reconcile = (set: ReplicaSet): void => {
    const before = podsByOwner.of(set.metadata.uid).filter(isActive);
    const missing = set.metadata.deletionTimestamp ? 0 : set.spec.replicas - before.length;
    const growth = missing > 0 ? grow(set, missing) : "fine";
    if (missing < 0) shrink(before, -missing);
    if (Math.abs(missing) > BURST) enqueue(keyOf(set));

    const pods = podsByOwner.of(set.metadata.uid);
    const minReady = set.spec.minReadySeconds ?? 0;
    const waits = pods.filter(isActive).map((pod) => untilAvailableMs(pod, minReady, world.api.now()) ?? 0);
    const soonest = Math.min(...waits.filter((wait) => wait > 0));
    if (Number.isFinite(soonest)) runtime.after(soonest, () => enqueue(keyOf(set)));
    store.update(REPLICA_SETS, set.metadata.namespace ?? null, set.metadata.name, (current) => {
      const status = statusOf(world, current as ReplicaSet, pods, growth);
      return equalJson(status, current.status) ? current : { ...current, status };
    });
  };

  const enqueue = runtime.controller<ReplicaSet>(REPLICA_SETS, reconcile);
  runtime.watch("pods", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "ReplicaSet") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
}
