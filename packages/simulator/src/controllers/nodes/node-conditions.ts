import { timestamp } from "../../kube/store/object-identity";
import type { Node, Taint } from "../../kube/types/node";
import type { Condition } from "../../kube/types/pod";

/** A condition of a healthy node: its words, and whether True is good. */
const HEALTHY: readonly { readonly type: string; readonly status: "True" | "False"; readonly reason: string; readonly message: string }[] =
  [
    { type: "MemoryPressure", status: "False", reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" },
    { type: "DiskPressure", status: "False", reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
    { type: "PIDPressure", status: "False", reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
    { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
  ];

const conditionsOf = (
  old: readonly Condition[] = [],
  now: Date,
  change: (type: string) => Pick<Condition, "status" | "reason" | "message">,
): Condition[] => {
  const at = timestamp(now);
  return HEALTHY.map(({ type }) => {
    const before = old.find((condition) => condition.type === type);
    const next = change(type);
    const lastTransitionTime = before?.status === next.status ? (before.lastTransitionTime ?? at) : at;
    const lastHeartbeatTime = next.status === "Unknown" ? (before?.lastHeartbeatTime ?? at) : at;
    return { type, status: next.status, lastHeartbeatTime, lastTransitionTime, reason: next.reason, message: next.message };
  });
};

/** The conditions of a node whose kubelet says that all is well. */
export const healthyConditions = (old: readonly Condition[] | undefined, now: Date): Condition[] =>
  conditionsOf(old, now, (type) => HEALTHY.find((condition) => condition.type === type) ?? { status: "Unknown" });

/** The conditions of a node whose kubelet has not been heard of for too long. */
export const lostConditions = (old: readonly Condition[] | undefined, now: Date): Condition[] =>
  conditionsOf(old, now, () => ({ status: "Unknown", reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status." }));

const NOT_READY = "node.kubernetes.io/not-ready";
const UNREACHABLE = "node.kubernetes.io/unreachable";

const otherTaints = ({ spec }: Node): readonly Taint[] =>
  (spec?.taints ?? []).filter(({ key }) => key !== NOT_READY && key !== UNREACHABLE);

const withTaints = (node: Node, taints: readonly Taint[]): Node => {
  const { taints: _, ...spec } = node.spec ?? {};
  return { ...node, spec: taints.length > 0 ? { ...spec, taints } : spec };
};

/** A node that is well again: conditions, and no taint of its absence. */
export const asHealthy = (node: Node, now: Date): Node => ({
  ...withTaints(node, otherTaints(node)),
  status: { ...node.status, conditions: healthyConditions(node.status?.conditions, now) },
});

/** A node that is not heard of: nothing is known of it, and it is tainted so that pods leave it. */
export const asLost = (node: Node, now: Date): Node => ({
  ...withTaints(node, [
    ...otherTaints(node),
    { key: UNREACHABLE, effect: "NoSchedule", timeAdded: timestamp(now) },
    { key: UNREACHABLE, effect: "NoExecute", timeAdded: timestamp(now) },
  ]),
  status: { ...node.status, conditions: lostConditions(node.status?.conditions, now) },
});

/** Whether a node calls itself ready. */
export const isNodeReady = ({ status }: Node): boolean =>
  status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
