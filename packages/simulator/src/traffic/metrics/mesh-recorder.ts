import { MeterGroup } from "../../signals/meter-group";
import type { Meter, SeriesStore } from "../../signals/series-store";
import type { Flow, Outcome } from "../flow";
import { durationBounds, meanOf, shareWithin } from "../latency";

type Reporter = "source" | "destination";

const DURATION = "istio_request_duration_milliseconds";

/** How a bound is written in the label `le`. */
const boundText = (bound: number): string => (Number.isFinite(bound) ? String(bound) : "+Inf");

function labelsOf(
  reporter: Reporter,
  { application, gateway, destination, service }: Flow,
  { code, flags }: Outcome,
): Record<string, string> {
  return {
    job: "envoy-stats",
    reporter,
    source_workload: "istio-ingressgateway",
    source_workload_namespace: "istio-system",
    source_app: "istio-ingressgateway",
    source_cluster: gateway,
    destination_workload: application.deployment,
    destination_workload_namespace: application.namespace,
    destination_app: application.deployment,
    destination_service: `${service}.${application.namespace}.svc.cluster.local`,
    destination_service_name: service,
    destination_service_namespace: application.namespace,
    destination_cluster: destination,
    request_protocol: "http",
    response_code: String(code),
    response_flags: flags,
    connection_security_policy: reporter === "destination" ? "mutual_tls" : "unknown",
  };
}

/** The request counter and the duration histogram of one way that requests end. Fractions are carried, whole requests are shown. */
class RequestSeries {
  private readonly within = new Float64Array(durationBounds.length);
  private readonly buckets: readonly Meter[];
  private readonly total: Meter;
  private readonly count: Meter;
  private readonly sum: Meter;

  constructor(group: MeterGroup) {
    this.total = group.meter("istio_requests_total");
    this.count = group.meter(`${DURATION}_count`);
    this.sum = group.meter(`${DURATION}_sum`);
    this.buckets = durationBounds.map((bound) => group.meter(`${DURATION}_bucket`, { le: boundText(bound) }));
  }

  add(requests: number, { latency }: Outcome): void {
    for (const [i, bound] of durationBounds.entries()) {
      this.within[i] = (this.within[i] as number) + requests * shareWithin(latency, bound);
      (this.buckets[i] as Meter).value = Math.floor(this.within[i] as number);
    }
    const all = (this.buckets.at(-1) as Meter).value;
    this.total.value = all;
    this.count.value = all;
    this.sum.value += requests * meanOf(latency);
  }
}

/** What the sidecars and the gateway of one cluster count, as Istio's standard metrics. */
export class MeshRecorder {
  private readonly known = new Map<string, { series: RequestSeries; group: MeterGroup }>();
  private readonly site: string;
  private readonly store: SeriesStore;

  constructor(site: string, store: SeriesStore) {
    this.site = site;
    this.store = store;
  }

  /** Counts what `seconds` of these flows bring to this cluster: as their source, and as their destination. */
  record(flows: readonly Flow[], seconds: number): void {
    for (const flow of flows)
      for (const outcome of flow.outcomes) {
        const requests = flow.perSecond * outcome.share * seconds;
        if (flow.gateway === this.site) this.add("source", flow, outcome, requests);
        if (flow.destination === this.site && outcome.reachesPod) this.add("destination", flow, outcome, requests);
      }
  }

  /** The gateway and the sidecars ended: whatever comes next counts from zero. */
  reset(): void {
    for (const { group } of this.known.values()) group.retire();
    this.known.clear();
  }

  private add(reporter: Reporter, flow: Flow, outcome: Outcome, requests: number): void {
    // Two applications may ask the same service in the same way: proxies count them as one.
    const { namespace, deployment } = flow.application;
    const key = `${reporter}/${flow.gateway}/${flow.destination}/${namespace}/${deployment}/${flow.service}/${outcome.code}/${outcome.flags}`;
    const known = this.known.get(key) ?? this.begin(labelsOf(reporter, flow, outcome));
    this.known.set(key, known);
    known.series.add(requests, outcome);
  }

  private begin(labels: Record<string, string>): { series: RequestSeries; group: MeterGroup } {
    const group = new MeterGroup(this.store, labels);
    return { group, series: new RequestSeries(group) };
  }
}
