import type { ComponentEntry } from "../component-entry";

/** What holds a cluster, or several, together. */
export const orchestration: readonly ComponentEntry[] = [
  {
    id: "kubernetes",
    name: "Kubernetes",
    domain: "orchestration",
    detect: { kubelets: [""] },
    uses: {
      run: ["workload.scale"],
      push: ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    },
  },
  { id: "k3s", name: "K3s", domain: "orchestration", detect: { kubelets: ["+k3s"], definitions: ["addons.k3s.cattle.io"] } },
  { id: "rke2", name: "RKE2", domain: "orchestration", detect: { kubelets: ["+rke2"] } },
  { id: "eks", name: "Amazon EKS", domain: "orchestration", detect: { kubelets: ["-eks-"] } },
  { id: "gke", name: "Google Kubernetes Engine", domain: "orchestration", detect: { kubelets: ["-gke."] } },
  {
    id: "openshift",
    name: "OpenShift",
    domain: "orchestration",
    detect: { definitions: ["clusterversions.config.openshift.io", "routes.route.openshift.io", "*.config.openshift.io"] },
  },
  {
    id: "kubevirt",
    name: "KubeVirt",
    domain: "orchestration",
    detect: {
      images: ["kubevirt/virt-operator", "kubevirt/virt-api", "kubevirt/virt-controller"],
      definitions: ["virtualmachines.kubevirt.io"],
    },
  },
  {
    id: "karmada",
    name: "Karmada",
    domain: "orchestration",
    detect: {
      images: ["karmada/karmada-controller-manager", "karmada/karmada-agent", "karmada/karmada-scheduler", "karmada/karmada-operator"],
      definitions: ["propagationpolicies.policy.karmada.io", "karmadas.operator.karmada.io"],
    },
  },
  {
    id: "rancher",
    name: "Rancher",
    domain: "orchestration",
    detect: { images: ["rancher/rancher", "rancher/rancher-agent"], definitions: ["*.management.cattle.io"] },
  },
  {
    id: "fleet",
    name: "Rancher Fleet",
    domain: "orchestration",
    detect: { images: ["rancher/fleet", "rancher/fleet-agent"], definitions: ["gitrepos.fleet.cattle.io"] },
  },
  {
    id: "kubesphere",
    name: "KubeSphere",
    domain: "orchestration",
    detect: {
      images: ["kubesphere/ks-apiserver", "kubesphere/ks-controller-manager"],
      definitions: ["*.tenant.kubesphere.io", "*.kubesphere.io"],
    },
  },
  {
    id: "anthos-config-management",
    name: "Anthos Config Management",
    domain: "orchestration",
    detect: {
      images: ["config-management-release/reconciler-manager", "config-management-release/nomos"],
      definitions: ["configmanagements.configmanagement.gke.io", "rootsyncs.configsync.gke.io"],
    },
  },
  {
    id: "azure-arc",
    name: "Azure Arc",
    domain: "orchestration",
    detect: { definitions: ["*.clusterconfig.azure.com"] },
  },
  {
    id: "open-cluster-management",
    name: "Open Cluster Management",
    domain: "orchestration",
    detect: {
      images: [
        "open-cluster-management/registration-operator",
        "open-cluster-management/registration",
        "open-cluster-management/placement",
      ],
      definitions: ["klusterlets.operator.open-cluster-management.io", "managedclusters.cluster.open-cluster-management.io"],
    },
  },
  {
    id: "cluster-api",
    name: "Cluster API",
    domain: "orchestration",
    detect: { images: ["cluster-api/cluster-api-controller"], definitions: ["clusters.cluster.x-k8s.io"] },
  },
];
