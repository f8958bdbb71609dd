import { karmadaSetEviction } from "@holdfast/contracts/commands/karmada-set-eviction";
import { karmadaSetPlacement } from "@holdfast/contracts/commands/karmada-set-placement";
import { karmadaReadEviction } from "@holdfast/contracts/queries/karmada-read-eviction";
import { karmadaReadPlacement } from "@holdfast/contracts/queries/karmada-read-placement";
import { custom, type FieldCase } from "./field-case";
import { clusterPropagationPolicy, karmadaBindings, karmadaCluster, propagationPolicy } from "./operator-definitions";

const BINDINGS = custom("work.karmada.io", "v1alpha2", "resourcebindings");
const own = { key: "holdfast.dev/evicted", effect: "NoExecute" };
const notReady = { key: "cluster.karmada.io/not-ready", effect: "NoSchedule" };

interface Placed {
  readonly label?: Readonly<Record<string, string>>;
  readonly on: readonly string[];
  readonly leaving?: string;
  readonly by?: readonly string[];
  readonly health?: string;
}

/** A workload as Karmada has placed it. */
const binding = (name: string, { label = {}, on, leaving, by = on, health = "Healthy" }: Placed) => ({
  path: BINDINGS,
  object: {
    ...{ apiVersion: "work.karmada.io/v1alpha2", kind: "ResourceBinding", metadata: { name, labels: label } },
    spec: {
      clusters: on.map((cluster) => ({ name: cluster })),
      placement: { clusterAffinity: { clusterNames: by } },
      ...(leaving === undefined ? {} : { gracefulEvictionTasks: [{ fromCluster: leaving }] }),
    },
  },
  status: { schedulerObservedGeneration: 1, aggregatedStatus: on.map((clusterName) => ({ clusterName, health })) },
});

const policy = (kind: string) => ({
  ...{ apiVersion: "policy.karmada.io/v1alpha1", kind },
  spec: {
    resourceSelectors: [{ apiVersion: "apps/v1", kind: "Deployment", name: "core" }],
    placement: { clusterAffinity: { clusterNames: ["west", "east"] } },
  },
});
const POLICIES = {
  ...{ command: karmadaSetPlacement, query: karmadaReadPlacement, alsoServed: karmadaBindings },
  from: { clusterNames: ["west", "east"] },
  to: { clusterNames: ["east"] },
  changes: [{ path: "/spec/placement/clusterAffinity/clusterNames", before: ["west", "east"], after: ["east"] }],
  strange: { spec: { placement: { clusterAffinity: { clusterNames: ["south"] } } } },
};
const label = { "propagationpolicy.karmada.io/permanent-id": "p-1" };
const both = { label, on: ["west", "east"] };

/** The commands for Karmada, on definitions with Karmada's own fields. */
export const karmadaCases: readonly FieldCase[] = [
  {
    ...{ command: karmadaSetEviction, query: karmadaReadEviction, definition: karmadaCluster, isClusterWide: true },
    alsoServed: karmadaBindings,
    path: "/apis/cluster.karmada.io/v1alpha1/clusters",
    // A taint of another's is there and stays.
    object: { apiVersion: "cluster.karmada.io/v1alpha1", kind: "Cluster", spec: { syncMode: "Push", taints: [notReady] } },
    from: { isEvicted: false },
    to: { isEvicted: true },
    changes: [{ path: "/spec/taints", before: false, after: true }],
    strange: { spec: { taints: [notReady, own] } },
    tells: {
      counts: false,
      status: { conditions: [{ type: "Ready", status: "True" }] },
      beside: (name) => [
        binding("stays", { on: [name, "east"] }),
        binding("leaves", { on: ["east"], leaving: name }),
        binding("elsewhere", { on: ["east"] }),
      ],
      says: { isReady: true, placed: 1, leaving: 1 },
    },
  },
  {
    ...{ ...POLICIES, definition: propagationPolicy, object: policy("PropagationPolicy") },
    path: custom("policy.karmada.io", "v1alpha1", "propagationpolicies"),
    tells: {
      counts: false,
      metadata: { labels: label },
      status: {},
      beside: () => [
        binding("settled", both),
        binding("on-its-way", { ...both, leaving: "south" }),
        binding("by-the-old-one", { ...both, by: ["west"] }),
        binding("unhealthy", { ...both, health: "Unhealthy" }),
        binding("astray", { ...both, on: ["south"], by: ["west", "east"] }),
        binding("of-another", { on: ["west"] }),
      ],
      says: { hasGroups: false, isLazy: false, isSuspended: false, workloads: 5, settled: 1 },
    },
  },
  {
    ...{ ...POLICIES, definition: clusterPropagationPolicy, isClusterWide: true, object: policy("ClusterPropagationPolicy") },
    path: "/apis/policy.karmada.io/v1alpha1/clusterpropagationpolicies",
  },
];
