/** One Kubernetes resource that every agent observes. `key` is the API's own GroupResource word: `deployments.apps`. */
export interface ObservedResource {
  readonly key: string;
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** Served versions, best first; the agent takes the first that its API server serves. */
  readonly versions: readonly string[];
  /** Only objects that match are observed. */
  readonly fieldSelector?: string;
}

const namespaced = (group: string, plural: string, kind: string, ...versions: string[]): ObservedResource => ({
  key: group === "" ? plural : `${plural}.${group}`,
  group,
  plural,
  kind,
  isNamespaced: true,
  versions,
});
const clusterWide = (group: string, plural: string, kind: string, ...versions: string[]): ObservedResource => ({
  ...namespaced(group, plural, kind, ...versions),
  isNamespaced: false,
});

/**
 * What is read whole and projected. Everything else that a cluster serves by a CustomResourceDefinition is read as metadata
 * only. Secrets are not here, and may never be: the agent's ClusterRole is generated from this list.
 */
export const observedResources: readonly ObservedResource[] = [
  clusterWide("", "nodes", "Node", "v1"),
  clusterWide("", "namespaces", "Namespace", "v1"),
  clusterWide("", "persistentvolumes", "PersistentVolume", "v1"),
  namespaced("", "pods", "Pod", "v1"),
  namespaced("", "services", "Service", "v1"),
  namespaced("", "persistentvolumeclaims", "PersistentVolumeClaim", "v1"),
  namespaced("", "resourcequotas", "ResourceQuota", "v1"),
  namespaced("", "limitranges", "LimitRange", "v1"),
  { ...namespaced("", "events", "Event", "v1"), fieldSelector: "type=Warning" },
  namespaced("apps", "deployments", "Deployment", "v1"),
  namespaced("apps", "statefulsets", "StatefulSet", "v1"),
  namespaced("apps", "daemonsets", "DaemonSet", "v1"),
  namespaced("apps", "replicasets", "ReplicaSet", "v1"),
  namespaced("batch", "jobs", "Job", "v1"),
  namespaced("batch", "cronjobs", "CronJob", "v1"),
  namespaced("autoscaling", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "v2", "v1"),
  namespaced("policy", "poddisruptionbudgets", "PodDisruptionBudget", "v1"),
  namespaced("networking.k8s.io", "ingresses", "Ingress", "v1"),
  namespaced("networking.k8s.io", "networkpolicies", "NetworkPolicy", "v1"),
  namespaced("gateway.networking.k8s.io", "gateways", "Gateway", "v1", "v1beta1"),
  namespaced("gateway.networking.k8s.io", "httproutes", "HTTPRoute", "v1", "v1beta1"),
  namespaced("networking.istio.io", "virtualservices", "VirtualService", "v1", "v1beta1", "v1alpha3"),
  namespaced("networking.istio.io", "destinationrules", "DestinationRule", "v1", "v1beta1", "v1alpha3"),
  namespaced("route.openshift.io", "routes", "Route", "v1"),
  namespaced("cert-manager.io", "certificates", "Certificate", "v1"),
  clusterWide("management.cattle.io", "clusters", "Cluster", "v3"),
  namespaced("provisioning.cattle.io", "clusters", "Cluster", "v1"),
  clusterWide("cluster.karmada.io", "clusters", "Cluster", "v1alpha1"),
  clusterWide("cluster.open-cluster-management.io", "managedclusters", "ManagedCluster", "v1"),
  clusterWide("storage.k8s.io", "storageclasses", "StorageClass", "v1"),
  clusterWide("node.k8s.io", "runtimeclasses", "RuntimeClass", "v1"),
  clusterWide("admissionregistration.k8s.io", "validatingadmissionpolicies", "ValidatingAdmissionPolicy", "v1"),
  clusterWide("admissionregistration.k8s.io", "validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", "v1"),
  clusterWide("apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition", "v1"),
];

/** The kinds that run something, in the order in which people look for them. */
export const workloadResources = ["deployments.apps", "statefulsets.apps", "daemonsets.apps", "jobs.batch", "cronjobs.batch"] as const;
