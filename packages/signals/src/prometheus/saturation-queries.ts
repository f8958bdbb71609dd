import type { GoldenQuery } from "./golden-queries";
import { rateRange } from "./rate-range";

/**
 * What the pods of a service use, by the kubelets' own metrics: cores and bytes of working set. `podPattern` is a regular
 * expression (RE2) over the names of its pods. The series of a pod as a whole (no container) would count everything twice.
 */
export function saturationQueries(namespace: string, podPattern: string, stepSeconds: number): GoldenQuery[] {
  const matching = `{namespace=${JSON.stringify(namespace)},pod=~${JSON.stringify(podPattern)},container!="",container!="POD"}`;
  return [
    { signal: "cpu", unit: "cores", query: `sum(rate(container_cpu_usage_seconds_total${matching}${rateRange(stepSeconds)}))` },
    { signal: "memory", unit: "bytes", query: `sum(container_memory_working_set_bytes${matching})` },
  ];
}
