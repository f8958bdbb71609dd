import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServiceRef } from "@holdfast/contracts/signals";

/** A service's sidecar as Prometheus scrapes it. */
export interface MetricsServer {
  /** `host:port`, as a scrape target. */
  readonly target: string;
  close(): Promise<void>;
}

const BUCKETS_MS = [5, 10, 25, 50, 100, 250];

/** Istio's standard metrics of services that each take `perSecond` requests, all answered within 25 ms and `failing` of them with 503. */
export async function serveIstioMetrics(
  services: readonly ServiceRef[],
  { perSecond, failing }: { perSecond: number; failing: number },
): Promise<MetricsServer> {
  const startedAt = performance.now();
  // A label's value is quoted as JSON quotes a text.
  const labelsOf =
    ({ name, namespace }: ServiceRef) =>
    (reporter: string, more = "") =>
      `{reporter="${reporter}",destination_service_name=${JSON.stringify(name)},destination_service_namespace=${JSON.stringify(namespace)}${more}}`;
  const linesOf = (labels: ReturnType<typeof labelsOf>, total: number) =>
    ["source", "destination"].flatMap((reporter) => [
      `istio_requests_total${labels(reporter, ',response_code="200"')} ${total * (1 - failing)}`,
      `istio_requests_total${labels(reporter, ',response_code="503"')} ${total * failing}`,
      ...BUCKETS_MS.map(
        (le) =>
          `istio_request_duration_milliseconds_bucket${labels(reporter, `,le="${le}"`)} ${le >= 25 ? total : le >= 10 ? total / 2 : 0}`,
      ),
      `istio_request_duration_milliseconds_bucket${labels(reporter, ',le="+Inf"')} ${total}`,
    ]);
  const text = () => {
    const total = ((performance.now() - startedAt) / 1000) * perSecond;
    const lines = services.flatMap((service) => linesOf(labelsOf(service), total));
    return `# TYPE istio_requests_total counter\n${lines.join("\n")}\n`;
  };
  const server = createServer((_request, answer) => answer.setHeader("content-type", "text/plain; version=0.0.4").end(text()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // A listening TCP server has an address with a port.
    target: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
