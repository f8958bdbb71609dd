import type { ComponentEntry } from "../component-entry";

/** What sets the number and the size of things. */
export const autoscaling: readonly ComponentEntry[] = [
  {
    id: "metrics-server",
    name: "metrics-server",
    domain: "autoscaling",
    detect: { images: ["metrics-server/metrics-server", "rancher/mirrored-metrics-server", "bitnami/metrics-server"] },
  },
  {
    id: "vpa",
    name: "Vertical Pod Autoscaler",
    domain: "autoscaling",
    detect: {
      images: ["autoscaling/vpa-recommender", "autoscaling/vpa-updater", "autoscaling/vpa-admission-controller"],
      definitions: ["verticalpodautoscalers.autoscaling.k8s.io"],
    },
  },
  {
    id: "keda",
    name: "KEDA",
    domain: "autoscaling",
    detect: { images: ["kedacore/keda", "kedacore/keda-metrics-apiserver"], definitions: ["scaledobjects.keda.sh"] },
  },
  {
    id: "cluster-autoscaler",
    name: "Cluster Autoscaler",
    domain: "autoscaling",
    detect: { images: ["autoscaling/cluster-autoscaler"] },
  },
  {
    id: "karpenter",
    name: "Karpenter",
    domain: "autoscaling",
    detect: { images: ["karpenter/controller"], definitions: ["nodepools.karpenter.sh"] },
  },
  {
    id: "prometheus-adapter",
    name: "Prometheus Adapter",
    domain: "autoscaling",
    detect: { images: ["prometheus-adapter/prometheus-adapter", "prometheus-adapter"] },
  },
];
