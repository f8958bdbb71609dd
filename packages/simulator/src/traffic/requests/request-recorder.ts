import type { Flow, Moment } from "../flow";
import type { Noise } from "../noise";
import type { Site } from "../site";
import type { PodView } from "../site-view";
import type { LineBuffer } from "./line-buffer";
import { gatewayLine, serviceLine } from "./request-lines";
import { traceOf } from "./request-trace";
import { type SampledRequest, type Stage, sampledRequest } from "./sampled-request";

/** Requests that are followed, per second, of one gateway and application: a thousandth of what flows, and at most this. */
const MOST_PER_SECOND = 0.8;
const FOLLOWED_SHARE = 0.001;
const LEAST_PER_SECOND = 0.05;

const GATEWAY = { namespace: "istio-system", workload: "istio-ingressgateway" } as const;

function byGatewayAndApplication(flows: readonly Flow[]): Map<string, Flow[]> {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const name = `${flow.gateway}/${flow.application.name}`;
    groups.set(name, [...(groups.get(name) ?? []), flow]);
  }
  return groups;
}

/** Follows a few requests of each moment, and writes what they leave behind: log lines and traces. */
export class RequestRecorder {
  private readonly sites: ReadonlyMap<string, Site>;
  private readonly noise: Noise;
  private readonly lines: ReadonlyMap<string, LineBuffer>;

  /** `lines` are the buffers of the sites, by name. */
  constructor(sites: readonly Site[], lines: ReadonlyMap<string, LineBuffer>, noise: Noise) {
    this.sites = new Map(sites.map((site) => [site.name, site]));
    this.lines = lines;
    this.noise = noise;
  }

  /** Writes the requests of the `seconds` before an instant. */
  record({ flows }: Moment, atMs: number, seconds: number): void {
    const requests: SampledRequest[] = [];
    for (const [name, ofGateway] of byGatewayAndApplication(flows)) {
      const perSecond = ofGateway.reduce((sum, flow) => sum + flow.perSecond, 0);
      if (perSecond > 0) requests.push(...this.followed(name, ofGateway, perSecond, atMs, seconds));
    }
    // Traces are kept in the order in which they began.
    requests.sort((a, b) => a.atMs - b.atMs);
    for (const request of requests) this.write(request);
  }

  private followed(name: string, flows: readonly Flow[], perSecond: number, atMs: number, seconds: number): SampledRequest[] {
    const rate = Math.min(MOST_PER_SECOND, Math.max(LEAST_PER_SECOND, perSecond * FOLLOWED_SHARE));
    // A slot of time holds one request; slots are counted from the epoch, so the pace of the caller does not matter.
    const slotMs = 1_000 / (Math.round(rate * 20) / 20);
    const stages = new Map<Flow, Stage>();
    const requests: SampledRequest[] = [];
    for (let slot = Math.floor((atMs - seconds * 1_000) / slotMs) + 1; slot * slotMs <= atMs; slot++) {
      const request = sampledRequest(this.noise, name, slot, slot * slotMs, flows, (flow) => {
        const stage = stages.get(flow) ?? this.stageOf(flow);
        stages.set(flow, stage);
        return stage;
      });
      if (request) requests.push(request);
    }
    return requests;
  }

  private stageOf({ gateway, destination, application }: Flow): Stage {
    const serving = (site: string, namespace: string, workload: string): PodView[] =>
      this.sites.get(site)?.view.serving(namespace, workload) ?? [];
    return {
      gatewayPods: serving(gateway, GATEWAY.namespace, GATEWAY.workload),
      pods: serving(destination, application.namespace, application.deployment),
    };
  }

  private write(request: SampledRequest): void {
    const { flow, pod, gatewayPod, atMs, durationMs } = request;
    const [gateway, destination] = [this.sites.get(flow.gateway), this.sites.get(flow.destination)];
    const ofService = serviceLine(request);
    const ofGateway = gatewayLine(request);
    if (pod && ofService) this.lines.get(flow.destination)?.write(pod, atMs + durationMs, ofService.level, ofService.text);
    if (gatewayPod) this.lines.get(flow.gateway)?.write(gatewayPod, atMs + durationMs, ofGateway.level, ofGateway.text);
    if (!request.isTraced) return;
    const trace = traceOf(request);
    gateway?.signals.traces.add(trace);
    if (destination !== gateway && request.outcome.reachesPod) destination?.signals.traces.add(trace);
  }
}
