import type { ComponentEntry } from "../component-entry";

/** What looks for trouble and advises. */
export const insight: readonly ComponentEntry[] = [
  {
    id: "node-problem-detector",
    name: "Node Problem Detector",
    domain: "aiops",
    detect: { images: ["node-problem-detector/node-problem-detector"] },
  },
  {
    id: "k8sgpt",
    name: "K8sGPT",
    domain: "aiops",
    detect: { images: ["k8sgpt-ai/k8sgpt", "k8sgpt-ai/k8sgpt-operator"], definitions: ["k8sgpts.core.k8sgpt.ai"] },
  },
  { id: "robusta", name: "Robusta", domain: "aiops", detect: { images: ["robustadev/robusta-runner"] } },
  { id: "goldilocks", name: "Goldilocks", domain: "aiops", detect: { images: ["fairwindsops/goldilocks", "fairwinds/goldilocks"] } },
  { id: "descheduler", name: "Descheduler", domain: "aiops", detect: { images: ["descheduler/descheduler"] } },
  {
    id: "opencost",
    name: "OpenCost",
    domain: "others",
    detect: { images: ["opencost/opencost", "kubecost1/kubecost-cost-model", "kubecost1/cost-model"] },
  },
  { id: "holdfast-agent", name: "Holdfast agent", domain: "others", detect: { images: ["holdfast/agent", "holdfast-agent"] } },
];
