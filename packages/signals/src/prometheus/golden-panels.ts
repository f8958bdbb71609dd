import type { GoldenPanel, GoldenSignal, ServiceRef, TimeWindow } from "@holdfast/contracts/signals";
import { fanOut } from "../fan-out";
import type { SignalCluster, SignalPort } from "../signal-port";
import { goldenQueries } from "./golden-queries";
import { queryRange, stepMs } from "./query-range";
import { saturationQueries } from "./saturation-queries";

/** A service, and the pods behind it on each cluster: a pattern over their names, none where there are no such pods. */
export interface GoldenTarget {
  readonly service: ServiceRef;
  readonly podPatterns: ReadonlyMap<string, string>;
}

const saturation = ["cpu", "memory"] as const satisfies readonly GoldenSignal[];
const units = { cpu: "cores", memory: "bytes" } as const;

/** The golden signals of a service from every cluster, side by side; a silent cluster is named and holds nobody up. */
export async function goldenPanels(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  { service, podPatterns }: GoldenTarget,
  window: TimeWindow,
  options: { deadlineMs: number; now: Date; signal?: AbortSignal },
): Promise<GoldenPanel[]> {
  const stepSeconds = stepMs(window) / 1000;
  const panel = async (signal: GoldenSignal, unit: string, queryFor: (cluster: SignalCluster) => string | undefined) => ({
    signal,
    unit,
    result: await fanOut(clusters, options.now, async (cluster) => {
      const query = queryFor(cluster);
      return query === undefined ? [] : queryRange(port, cluster, query, window, options);
    }),
  });
  const used = (signal: GoldenSignal) => (cluster: SignalCluster) => {
    const pattern = podPatterns.get(cluster.id);
    return pattern === undefined
      ? undefined
      : saturationQueries(service.namespace, pattern, stepSeconds).find((query) => query.signal === signal)?.query;
  };
  return Promise.all([
    ...goldenQueries(service, stepSeconds).map(({ signal, unit, query }) => panel(signal, unit, () => query)),
    ...saturation.map((signal) => panel(signal, units[signal], used(signal))),
  ]);
}
