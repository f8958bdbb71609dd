import { lokiApi } from "../logql/http-api";
import { prometheusApi } from "../promql/http-api";
import { createQueryEngine } from "../promql/query-engine";
import { prometheus3 } from "../promql/semantics";
import { metricCatalogue } from "../traffic/metrics/metric-catalogue";
import type { SiteSignals } from "../traffic/site";
import type { SignalApis } from "./front-door";
import { jaegerApi } from "./jaeger-api";

/** A query of the simulator is a demo's: it shares one process with everything else. */
const LIMITS = { maxSamples: 20_000_000, timeoutMs: 10_000 };

/** The APIs of one cluster's Prometheus, Loki and Jaeger. `now` is the wall clock in epoch milliseconds. */
export function signalApis({ series, logs, traces }: SiteSignals, now: () => number): SignalApis {
  return {
    prometheus: prometheusApi({
      engine: createQueryEngine(series, prometheus3, LIMITS),
      source: series,
      metadata: () => metricCatalogue,
      now,
    }),
    loki: lokiApi({ source: logs, now }),
    jaeger: jaegerApi({ store: traces, now }),
  };
}
