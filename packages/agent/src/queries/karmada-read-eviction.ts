import { type KarmadaClusterStatus, karmadaReadEviction } from "@holdfast/contracts/queries/karmada-read-eviction";
import { type Condition, condition, type KubeObject } from "@holdfast/domain/health/kube-object";
import { karmadaEviction } from "../commands/karmada-set-eviction";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { leaves, listBindings, mayListBindings, placedOn } from "../kube/karmada-bindings";
import type { KubePort } from "../kube/kube-port";
import { defineQuery } from "./define-query";

interface MemberCluster extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

async function statusOf(kube: KubePort, { metadata, status }: MemberCluster): Promise<KarmadaClusterStatus> {
  const name = metadata?.name ?? "";
  const bindings = await listBindings(kube);
  return {
    isReady: condition(status?.conditions, "Ready")?.status === "True",
    placed: bindings.filter((binding) => placedOn(binding).includes(name)).length,
    leaving: bindings.filter((binding) => leaves(binding).includes(name)).length,
  };
}

/** `karmada.read-eviction`: whether a member cluster of Karmada is being evicted now, and what it still holds. */
export const readKarmadaEviction = defineQuery({
  contract: karmadaReadEviction,
  rbac: [mayGet(karmadaEviction), mayListBindings],
  handle: ({ kube }, target) => readFields(kube, karmadaEviction, target, (object) => statusOf(kube, object)),
});
