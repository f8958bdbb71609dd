import type { GoldenPanel, ServiceRef, TimeWindow } from "@holdfast/contracts/signals";
import { fanOut } from "../fan-out";
import type { SignalCluster, SignalPort } from "../signal-port";
import { goldenQueries } from "./golden-queries";
import { queryRange, stepMs } from "./query-range";

/** The four golden signals of a service from every cluster, side by side; a silent cluster is named and holds nobody up. */
export async function goldenPanels(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  service: ServiceRef,
  window: TimeWindow,
  options: { deadlineMs: number; now: Date; signal?: AbortSignal },
): Promise<GoldenPanel[]> {
  return Promise.all(
    goldenQueries(service, stepMs(window) / 1000).map(async ({ signal, unit, query }) => ({
      signal,
      unit,
      result: await fanOut(clusters, options.now, (cluster) => queryRange(port, cluster, query, window, options)),
    })),
  );
}
