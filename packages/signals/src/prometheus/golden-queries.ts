import type { GoldenSignal, ServiceRef } from "@holdfast/contracts/signals";
import { rateRange } from "./rate-range";

/** A golden signal as a query: what is measured, in which unit. */
export interface GoldenQuery {
  readonly signal: GoldenSignal;
  readonly unit: string;
  readonly query: string;
}

const quoted = (text: string) => JSON.stringify(text);

/**
 * Rate, error share and latency of a service by Istio's standard metrics. The rate is what its workloads in this cluster
 * served (reported by the destination); errors and latency are what callers in this cluster met (reported by the source),
 * so that a destination that is gone still shows.
 */
export function goldenQueries(service: ServiceRef, stepSeconds: number): GoldenQuery[] {
  const range = rateRange(stepSeconds);
  const matching = (reporter: string, more = "") =>
    `{reporter="${reporter}",destination_service_name=${quoted(service.name)},destination_service_namespace=${quoted(service.namespace)}${more}}`;
  const requests = (more = "") => `sum(rate(istio_requests_total${matching("source", more)}${range}))`;
  const latency = (quantile: number) =>
    `histogram_quantile(${quantile}, sum by (le) (rate(istio_request_duration_milliseconds_bucket${matching("source")}${range})))`;
  return [
    { signal: "rate", unit: "req/s", query: `sum(rate(istio_requests_total${matching("destination")}${range}))` },
    { signal: "errors", unit: "ratio", query: `(${requests(',response_code=~"5.."')} or vector(0)) / ${requests()}` },
    { signal: "p50", unit: "ms", query: latency(0.5) },
    { signal: "p99", unit: "ms", query: latency(0.99) },
  ];
}
