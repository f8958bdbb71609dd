import type { InventoryRecord } from "@holdfast/contracts/inventory";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { observe } from "../src/inventory/record";

/** The record of a pod, as the agent makes it. */
export function podRecord(uid: string, part: KubeObject = {}): InventoryRecord {
  const object = { ...part, metadata: { name: uid, namespace: "pay", uid, creationTimestamp: "2026-11-21T08:00:00Z", ...part.metadata } };
  const observed = observe("pods", "Pod", object);
  if (!observed) throw new Error("a uid and a name make a record");
  return observed.record;
}
