import type { ResourceCount } from "@holdfast/contracts/inventory-list";

/** Where people look for a kind. */
export type KindGroupId = "workloads" | "network" | "storage" | "cluster" | "custom";

/** A kind of the chooser, with how many objects it has and how many of them are in trouble. */
export interface KindEntry {
  readonly resource: string;
  readonly kind: string;
  readonly total: number;
  readonly troubled: number;
}

export interface KindGroup {
  readonly id: KindGroupId;
  readonly kinds: readonly KindEntry[];
}

const places: Readonly<Record<Exclude<KindGroupId, "custom">, readonly string[]>> = {
  workloads: [
    "pods",
    "deployments.apps",
    "statefulsets.apps",
    "daemonsets.apps",
    "jobs.batch",
    "cronjobs.batch",
    "replicasets.apps",
    "horizontalpodautoscalers.autoscaling",
    "poddisruptionbudgets.policy",
  ],
  network: [
    "services",
    "ingresses.networking.k8s.io",
    "gateways.gateway.networking.k8s.io",
    "httproutes.gateway.networking.k8s.io",
    "virtualservices.networking.istio.io",
    "destinationrules.networking.istio.io",
    "routes.route.openshift.io",
    "networkpolicies.networking.k8s.io",
    "certificates.cert-manager.io",
  ],
  storage: ["persistentvolumeclaims", "persistentvolumes", "storageclasses.storage.k8s.io"],
  cluster: [
    "nodes",
    "namespaces",
    "events",
    "resourcequotas",
    "limitranges",
    "runtimeclasses.node.k8s.io",
    "validatingadmissionpolicies.admissionregistration.k8s.io",
    "validatingadmissionpolicybindings.admissionregistration.k8s.io",
    "customresourcedefinitions.apiextensions.k8s.io",
    "clusters.management.cattle.io",
    "clusters.provisioning.cattle.io",
    "clusters.cluster.karmada.io",
    "managedclusters.cluster.open-cluster-management.io",
  ],
};

const entryOf = ({ resource, kind, total, byHealth }: ResourceCount): KindEntry => ({
  resource,
  kind,
  total,
  troubled: (byHealth.Degraded ?? 0) + (byHealth.Missing ?? 0),
});

/** The kinds that the clusters serve, by where people look for them; kinds of their own definitions stand last, by name. */
export function kindGroups(counts: readonly ResourceCount[]): KindGroup[] {
  const byResource = new Map(counts.map((count) => [count.resource, count]));
  const groups: KindGroup[] = [];
  // The keys are the group ids by the type of `places`.
  for (const [id, resources] of Object.entries(places) as [KindGroupId, readonly string[]][]) {
    const known = resources.flatMap((resource) => byResource.get(resource) ?? []);
    for (const { resource } of known) byResource.delete(resource);
    if (known.length > 0) groups.push({ id, kinds: known.map(entryOf) });
  }
  const custom = [...byResource.values()].map(entryOf).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return custom.length === 0 ? groups : [...groups, { id: "custom", kinds: custom }];
}

/** The entry that stands for all that runs something, counted from its kinds. */
export function workloadEntry(groups: readonly KindGroup[], resources: readonly string[], kind: string): KindEntry {
  const members = groups.flatMap((group) => group.kinds).filter((entry) => resources.includes(entry.resource));
  return {
    resource: "workloads",
    kind,
    total: members.reduce((sum, entry) => sum + entry.total, 0),
    troubled: members.reduce((sum, entry) => sum + entry.troubled, 0),
  };
}
