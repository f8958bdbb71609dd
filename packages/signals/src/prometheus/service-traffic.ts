import { ClusterId } from "@holdfast/contracts/ids";
import { ServiceRef, type ServiceTraffic, type TrafficPanel } from "@holdfast/contracts/signals";
import { fanOut } from "../fan-out";
import type { SignalCluster, SignalPort } from "../signal-port";
import { prometheusAnswer, sampleValue } from "./prometheus-answer";

const SERVICE = ["destination_service_namespace", "destination_service_name"] as const;

const busiest = (limit: number) =>
  `topk(${limit}, sum by (${SERVICE.join(", ")}) (rate(istio_requests_total{reporter="destination"}[5m])) > 0)`;

function trafficOf(cluster: SignalCluster, body: string): ServiceTraffic[] {
  const answer = prometheusAnswer(body);
  if (answer.resultType !== "vector") return [];
  return answer.result.flatMap(({ metric, value }) => {
    // Callers that Istio cannot name have no service; what is no service is not offered as one.
    const service = ServiceRef.safeParse({ namespace: metric[SERVICE[0]], name: metric[SERVICE[1]] });
    const requestsPerSecond = sampleValue(value[1]);
    if (!service.success || requestsPerSecond === null || !Number.isFinite(requestsPerSecond)) return [];
    return [{ clusterId: ClusterId.parse(cluster.id), clusterName: cluster.name, service: service.data, requestsPerSecond }];
  });
}

/** Which services serve requests now, by Istio's standard metrics, from every cluster; the busiest first. */
export async function serviceTraffic(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  options: { deadlineMs: number; limit: number; now: Date; signal?: AbortSignal },
): Promise<TrafficPanel> {
  const result = await fanOut(clusters, options.now, async (cluster) =>
    trafficOf(cluster, await port.get(cluster, "prometheus", "/api/v1/query", [["query", busiest(options.limit)]], options)),
  );
  return { ...result, answered: result.answered.sort((a, b) => b.requestsPerSecond - a.requestsPerSecond) };
}
