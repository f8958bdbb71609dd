import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Conditions that are bad news when they are true. */
const PRESSURES = ["MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"];

/** A node is as well as its kubelet says; when the kubelet went silent, nobody can say. Cordoned is Suspended. */
export function assessNode(node: Node): HealthAssessment {
  const conditions = node.status?.conditions;
  const ready = condition(conditions, "Ready");
  if (!ready || ready.status === "Unknown")
    return verdict("Unknown", "NotReady", ready?.message ?? "The kubelet has not reported its state yet.");
  if (ready.status !== "True") return verdict("Degraded", "NotReady", ready.message ?? ready.reason);
  const pressure = PRESSURES.map((type) => condition(conditions, type)).find((each) => each?.status === "True");
  if (pressure) return verdict("Degraded", pressure.type ?? "Pressure", pressure.message ?? pressure.reason);
  if (node.spec?.unschedulable) return verdict("Suspended", "SchedulingDisabled", "The node is cordoned.");
  return verdict("Healthy", "Ready");
}
