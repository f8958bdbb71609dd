import type { LabelSelector, Pod } from "../../kube/types/pod";

/** What the containers of a pod use now. */
export interface PodUsage {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** Where autoscalers get their numbers. Null means that there is none, and the autoscaler then leaves things as they are. */
export interface MetricSource {
  /** `metrics.k8s.io`: what a pod uses. */
  podUsage(cluster: string, pod: Pod): PodUsage | null;
  /** `custom.metrics.k8s.io`: a metric of a pod. */
  podMetric(cluster: string, pod: Pod, metric: string): number | null;
  /** `external.metrics.k8s.io`: a metric of something outside, the sum of all its series that match. */
  external(cluster: string, namespace: string, metric: string, selector: LabelSelector | undefined): number | null;
}

/** A source of nothing. */
export const noMetrics: MetricSource = { podUsage: () => null, podMetric: () => null, external: () => null };
