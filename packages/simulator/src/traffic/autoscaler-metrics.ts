import type { MetricSource } from "../controllers/autoscaler/metric-source";
import { METRIC_NAME } from "../promql/label-set";
import { matcher } from "../promql/matcher";
import type { Site } from "./site";
import type { TrafficModel } from "./traffic-model";

/** So old may the newest sample of a series be. */
const FRESH_MS = 60_000;

/** The sum of the newest samples of a metric's series that have these labels; null when there is none. */
function newestSum({ signals }: Site, metric: string, labels: Readonly<Record<string, string>>, nowMs: number): number | null {
  const matchers = [matcher(METRIC_NAME, "=", metric), ...Object.entries(labels).map(([name, value]) => matcher(name, "=", value))];
  let sum: number | null = null;
  for (const { values, stale } of signals.series.select(matchers, nowMs - FRESH_MS, nowMs)) {
    const last = values.length - 1;
    if (last >= 0 && !stale?.[last]) sum = (sum ?? 0) + (values[last] as number);
  }
  return sum;
}

/**
 * What autoscalers see of the traffic: the CPU and memory of pods as their requests make them, and any metric of the cluster's
 * own Prometheus. `model` and `sites` are asked for late, because clusters are made before there is traffic in them.
 */
export function autoscalerMetrics(
  model: () => TrafficModel | undefined,
  siteOf: (cluster: string) => Site | undefined,
  now: () => number,
): MetricSource {
  const sumOf = (cluster: string, metric: string, labels: Readonly<Record<string, string>>): number | null => {
    const site = siteOf(cluster);
    return site ? newestSum(site, metric, labels, now()) : null;
  };
  return {
    podUsage(cluster, { metadata }) {
      const use = model()?.useOf(cluster, metadata.uid);
      return use ? { cpuMillis: Math.round(use.cores * 1_000), memoryBytes: Math.round(use.memoryBytes) } : null;
    },
    podMetric: (cluster, { metadata }, metric) => sumOf(cluster, metric, { namespace: metadata.namespace ?? "", pod: metadata.name }),
    external: (cluster, namespace, metric, selector) => sumOf(cluster, metric, { namespace, ...selector?.matchLabels }),
  };
}
