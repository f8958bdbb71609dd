import type { KubeObject } from "../../kube/cluster-store";
import { selectorTest } from "../../kube/label-selector";
import { equalJson } from "../../kube/store/equal-json";
import { controllerOf, keyOf } from "../../kube/store/object-identity";
import type { Condition, LabelSelector, Pod } from "../../kube/types/pod";
import type { IntOrPercent } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { withCondition } from "../workloads/conditions";
import { isActive, isReady } from "../workloads/pod-state";
import { resolveCount } from "../workloads/rolling-update";

const BUDGETS = "poddisruptionbudgets.policy";
/** How long an evicted pod counts as on its way, before it is believed to stay. */
const DISRUPTION_MS = 120_000;

interface Budget extends KubeObject {
  readonly spec: { readonly minAvailable?: IntOrPercent; readonly maxUnavailable?: IntOrPercent; readonly selector?: LabelSelector };
  readonly status?: { readonly disruptedPods?: Readonly<Record<string, string>>; readonly conditions?: readonly Condition[] };
}

const OWNERS: Readonly<Record<string, string>> = { ReplicaSet: "replicasets.apps", StatefulSet: "statefulsets.apps" };

class DisruptionController {
  constructor(
    private readonly world: ClusterWorld,
    private readonly wake: (key: string, delayMs: number) => void,
  ) {}

  reconcile(budget: Budget): void {
    const { namespace = "", name } = budget.metadata;
    const test = selectorTest(budget.spec.selector);
    const pods = this.world.podsByNamespace.of(namespace).filter((pod) => test(pod.metadata.labels) && isActive(pod));
    const { store, now } = this.world.api;
    store.update(BUDGETS, namespace, name, (live) => {
      const current = live as Budget;
      const disrupted = this.stillDisrupted(current, pods);
      const healthy = pods.filter((pod) => isReady(pod) && !(pod.metadata.name in disrupted)).length;
      const expected = this.expected(pods);
      const desired = this.desiredHealthy(current, expected);
      const allowed = expected > 0 ? Math.max(0, healthy - desired) : 0;
      const [reason, value] = allowed > 0 ? (["SufficientPods", "True"] as const) : (["InsufficientPods", "False"] as const);
      const condition = { type: "DisruptionAllowed", status: value, reason, message: "" };
      const status = {
        ...{ observedGeneration: current.metadata.generation, disruptionsAllowed: allowed, currentHealthy: healthy },
        ...{ desiredHealthy: desired, expectedPods: expected },
        ...(Object.keys(disrupted).length > 0 ? { disruptedPods: disrupted } : {}),
        conditions: withCondition(current.status?.conditions, condition, now()),
      };
      return equalJson(status, current.status) ? current : { ...current, status };
    });
  }

  private desiredHealthy({ spec }: Budget, expected: number): number {
    if (spec.maxUnavailable !== undefined) return Math.max(0, expected - resolveCount(spec.maxUnavailable, expected, "up"));
    return resolveCount(spec.minAvailable ?? 1, expected, "up");
  }

  /** As many pods as their owners want, so that missing ones count as missing; pods without an owner count as they are. */
  private expected(pods: readonly Pod[]): number {
    const owners = new Map<string, number>();
    let single = 0;
    for (const pod of pods) {
      const owner = controllerOf(pod);
      const resource = owner && OWNERS[owner.kind];
      if (!owner || !resource) {
        single += 1;
        continue;
      }
      const workload = this.world.api.store.get(resource, pod.metadata.namespace ?? null, owner.name);
      owners.set(owner.uid, (workload?.spec as { replicas?: number } | undefined)?.replicas ?? 0);
    }
    return single + [...owners.values()].reduce((sum, replicas) => sum + replicas, 0);
  }

  private stillDisrupted(budget: Budget, pods: readonly Pod[]): Readonly<Record<string, string>> {
    const nowMs = this.world.api.now().getTime();
    const present = new Set(pods.map(({ metadata }) => metadata.name));
    const entries = Object.entries(budget.status?.disruptedPods ?? {}).filter(
      ([pod, at]) => present.has(pod) && Date.parse(at) + DISRUPTION_MS > nowMs,
    );
    if (entries.length > 0) this.wake(keyOf(budget), DISRUPTION_MS);
    return Object.fromEntries(entries);
  }
}

/** Keeps the status of disruption budgets: how many of their pods may be evicted now. */
export function runDisruptionBudgets(world: ClusterWorld): void {
  const { runtime, api } = world;
  const controller = new DisruptionController(world, (key, delayMs) => runtime.after(delayMs, () => enqueue(key)));
  const enqueue = runtime.controller<Budget>(BUDGETS, (budget) => controller.reconcile(budget));
  runtime.watch("pods", ({ object }) => {
    for (const budget of api.store.list(BUDGETS, object.metadata.namespace)) {
      if (selectorTest((budget as Budget).spec.selector)(object.metadata.labels)) enqueue(keyOf(budget));
    }
  });
}
