import { isDeepStrictEqual } from "node:util";
import { type KarmadaPolicyStatus, karmadaReadPlacement } from "@holdfast/contracts/queries/karmada-read-placement";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { karmadaPlacement } from "../commands/karmada-set-placement";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { type Binding, leaves, listBindings, mayListBindings, placedOn } from "../kube/karmada-bindings";
import type { KubePort } from "../kube/kube-port";
import { defineQuery } from "./define-query";

interface Policy extends KubeObject {
  readonly spec?: {
    readonly placement?: {
      readonly clusterAffinity?: { readonly clusterNames?: readonly string[] };
      readonly clusterAffinities?: readonly unknown[];
    };
    readonly activationPreference?: string;
    readonly suspension?: { readonly dispatching?: boolean };
  };
}

/** The label by which Karmada marks a policy and what it places by it. */
const idLabel = ({ metadata }: Policy) => `${metadata?.namespace === undefined ? "cluster" : ""}propagationpolicy.karmada.io/permanent-id`;

/** A workload is where its policy says now: scheduled by it, on its clusters alone, and healthy on each. */
function isSettled(binding: Binding, names: readonly string[]): boolean {
  const { metadata, spec, status } = binding;
  const clusters = placedOn(binding);
  const isScheduled = (status?.schedulerObservedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const isCarried = isDeepStrictEqual(spec?.placement?.clusterAffinity?.clusterNames ?? [], names);
  const isHealthy = clusters.every(
    (name) => status?.aggregatedStatus?.find(({ clusterName }) => clusterName === name)?.health === "Healthy",
  );
  return (
    isScheduled &&
    isCarried &&
    isHealthy &&
    clusters.length > 0 &&
    clusters.every((name) => names.includes(name)) &&
    leaves(binding).length === 0
  );
}

async function statusOf(kube: KubePort, policy: Policy): Promise<KarmadaPolicyStatus> {
  const { metadata, spec } = policy;
  const label = idLabel(policy);
  const id = metadata?.labels?.[label];
  const all = id === undefined ? [] : await listBindings(kube, metadata?.namespace);
  const own = all.filter((binding) => binding.metadata?.labels?.[label] === id);
  const names = spec?.placement?.clusterAffinity?.clusterNames ?? [];
  return {
    hasGroups: (spec?.placement?.clusterAffinities ?? []).length > 0,
    isLazy: spec?.activationPreference === "Lazy",
    isSuspended: spec?.suspension?.dispatching === true,
    workloads: own.length,
    settled: own.filter((binding) => isSettled(binding, names)).length,
  };
}

/** `karmada.read-placement`: where a policy of Karmada places its workloads now, and how far it is carried out. */
export const readKarmadaPlacement = defineQuery({
  contract: karmadaReadPlacement,
  rbac: [mayGet(karmadaPlacement), mayListBindings],
  handle: ({ kube }, target) => readFields(kube, karmadaPlacement, target, (object) => statusOf(kube, object)),
});
