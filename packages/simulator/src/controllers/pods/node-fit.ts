import { selectorTest } from "../../kube/label-selector";
import { millis, quantity } from "../../kube/quantity";
import type { Node, Taint } from "../../kube/types/node";
import type { Pod, PodSpec, ResourceList, Toleration } from "../../kube/types/pod";

/** What pods ask for and nodes have: thousandths of cores, bytes, and places. */
export interface Amounts {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
  readonly pods: number;
}

/** Of nothing. */
export const noAmounts: Amounts = { cpuMillis: 0, memoryBytes: 0, pods: 0 };

/** The sum, or with -1 the difference, of two amounts. */
export const addAmounts = (a: Amounts, b: Amounts, sign: 1 | -1 = 1): Amounts => ({
  ...{ cpuMillis: a.cpuMillis + sign * b.cpuMillis, memoryBytes: a.memoryBytes + sign * b.memoryBytes, pods: a.pods + sign * b.pods },
});

const requestsOf = new WeakMap<PodSpec["containers"], Amounts>();
const DEFAULT_PODS = 110;

/** What a pod asks for, all its containers together. */
export function requestedBy({ containers }: Pick<PodSpec, "containers">): Amounts {
  const known = requestsOf.get(containers);
  if (known) return known;
  const sum = (resource: string, of: (value: string | undefined) => number) =>
    containers.reduce((total, container) => total + of(container.resources?.requests?.[resource]), 0);
  const amounts = { cpuMillis: sum("cpu", millis), memoryBytes: sum("memory", quantity), pods: 1 };
  requestsOf.set(containers, amounts);
  return amounts;
}

/** What a node has to give. */
export function allocatableOf({ status }: Node): Amounts {
  const list: ResourceList = status?.allocatable ?? {};
  return {
    cpuMillis: millis(list.cpu),
    memoryBytes: quantity(list.memory),
    pods: list.pods === undefined ? DEFAULT_PODS : quantity(list.pods),
  };
}

/** Whether a toleration covers a taint. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (!toleration.key) return toleration.operator === "Exists";
  if (toleration.key !== taint.key) return false;
  return toleration.operator === "Exists" || (toleration.value ?? "") === (taint.value ?? "");
}

const repelling = ({ spec }: Node, { tolerations = [] }: PodSpec): Taint | undefined =>
  (spec?.taints ?? []).find(
    (taint) => taint.effect !== "PreferNoSchedule" && !tolerations.some((toleration) => tolerates(toleration, taint)),
  );

const isLabelled = ({ metadata }: Node, selector: Readonly<Record<string, string>> = {}) =>
  Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value);

/** Why a pod cannot go to a node, in the scheduler's words; null when it can. `used` is what the node's pods ask for already. */
export function unfitReason(spec: PodSpec, node: Node, used: Amounts): string | null {
  if (node.spec?.unschedulable && !(spec.tolerations ?? []).some((each) => each.key === "node.kubernetes.io/unschedulable")) {
    return "node(s) were unschedulable";
  }
  const taint = repelling(node, spec);
  if (taint) return `node(s) had untolerated taint(s) {${taint.key}: ${taint.value ?? ""}}`;
  if (!isLabelled(node, spec.nodeSelector)) return "node(s) didn't match Pod's node affinity/selector";
  const [wanted, given] = [requestedBy(spec), allocatableOf(node)];
  if (used.pods + 1 > given.pods) return "Too many pods";
  if (used.cpuMillis + wanted.cpuMillis > given.cpuMillis) return "Insufficient cpu";
  return used.memoryBytes + wanted.memoryBytes > given.memoryBytes ? "Insufficient memory" : null;
}

/** How well a node suits a pod: the emptier the better, and worse for every pod that the pod would rather be away from. */
export function suitability(spec: PodSpec, node: Node, used: Amounts, neighbours: readonly Pod[]): number {
  const given = allocatableOf(node);
  const wanted = requestedBy(spec);
  const free = (has: number, taken: number) => (has > 0 ? (has - taken) / has : 0);
  const emptiness =
    free(given.cpuMillis, used.cpuMillis + wanted.cpuMillis) + free(given.memoryBytes, used.memoryBytes + wanted.memoryBytes);
  const terms = spec.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const dislike = terms.reduce((sum, { weight, podAffinityTerm }) => {
    const test = selectorTest(podAffinityTerm.labelSelector);
    return sum + weight * neighbours.filter(({ metadata }) => test(metadata.labels)).length;
  }, 0);
  return emptiness * 50 - dislike;
}

/** Whether a pod must not be where one of these pods is. */
export function isKeptApart(spec: PodSpec, neighbours: readonly Pod[]): boolean {
  const terms = spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some(({ labelSelector }) => {
    const test = selectorTest(labelSelector);
    return neighbours.some(({ metadata }) => test(metadata.labels));
  });
}
