import { parseQuantity } from "../health/quantity";
import type { PodShape, SaidAmount } from "./pod-shape";
import { countsIn, type QuotaScopes } from "./quota-scopes";
import { inOrder, type RoomDemand } from "./room-demand";

/** A ResourceQuota with what its namespace uses. */
export interface Quota extends QuotaScopes {
  readonly namespace: string;
  readonly name: string;
  readonly hard: Readonly<Record<string, string>>;
  readonly used: Readonly<Record<string, string>>;
}

/** What a quota has against a demand. `left` and `wanted` in base units: cores, bytes, pods. */
export interface QuotaShortage<D extends RoomDemand> {
  readonly demand: D;
  readonly quota: string;
  readonly resource: string;
  readonly left: number;
  readonly wanted: number;
}

/** A quota that admits only pods whose every container says an amount that these leave out. */
export interface QuotaSilence<D extends RoomDemand> {
  readonly demand: D;
  readonly quota: string;
  readonly amounts: readonly SaidAmount[];
}

const MILLI = 1000;

/** What one pod counts for under each name that a quota may give it. */
const counted: Readonly<Record<string, (shape: PodShape) => number>> = {
  pods: () => 1,
  "count/pods": () => 1,
  cpu: ({ requests }) => requests.cpuMillis / MILLI,
  "requests.cpu": ({ requests }) => requests.cpuMillis / MILLI,
  memory: ({ requests }) => requests.memoryBytes,
  "requests.memory": ({ requests }) => requests.memoryBytes,
  "limits.cpu": ({ limits }) => limits.cpuMillis / MILLI,
  "limits.memory": ({ limits }) => limits.memoryBytes,
};
const amountOf: Readonly<Record<string, SaidAmount>> = {
  cpu: "requests.cpu",
  "requests.cpu": "requests.cpu",
  memory: "requests.memory",
  "requests.memory": "requests.memory",
  "limits.cpu": "limits.cpu",
  "limits.memory": "limits.memory",
};

/** Less than a thousandth of what is counted is an error of arithmetic, not a shortage. */
const EPSILON = 1e-6;

/**
 * What the quotas of the namespaces leave of what steps add, all steps together in their order. A quota with a scope that is not understood
 * is not judged: better silent than wrong.
 */
export function judgeQuotas<D extends RoomDemand>(quotas: readonly Quota[], demands: readonly D[]) {
  const shortages: QuotaShortage<D>[] = [];
  const silences: QuotaSilence<D>[] = [];
  for (const quota of quotas) {
    const taken = new Map<string, number>();
    const those = inOrder(demands).filter(({ namespace, shape }) => namespace === quota.namespace && countsIn(quota, shape));
    for (const demand of those) {
      for (const [resource, limit] of Object.entries(quota.hard)) {
        const each = counted[resource]?.(demand.shape) ?? 0;
        const already = taken.get(resource) ?? 0;
        const wanted = demand.more * each;
        taken.set(resource, already + wanted);
        const left = (parseQuantity(limit) ?? 0) - (parseQuantity(quota.used[resource]) ?? 0) - already;
        if (wanted > left + EPSILON) shortages.push({ demand, quota: quota.name, resource, left: Math.max(0, left), wanted });
      }
      const wantsSaid = new Set(Object.keys(quota.hard).flatMap((resource) => amountOf[resource] ?? []));
      const amounts = demand.shape.unsaid.filter((amount) => wantsSaid.has(amount));
      if (demand.more > 0 && amounts.length > 0) silences.push({ demand, quota: quota.name, amounts });
    }
  }
  return { shortages, silences };
}
