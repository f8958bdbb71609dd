import { ClusterId } from "@holdfast/contracts/ids";
import type { Point, Series, TimeWindow } from "@holdfast/contracts/signals";
import type { SignalCluster, SignalPort } from "../signal-port";
import { prometheusAnswer, sampleValue } from "./prometheus-answer";

const MIN_STEP_MS = 1000;

/** The distance of two points so that the window has about as many as can be drawn. */
export const stepMs = (window: TimeWindow): number =>
  Math.max(MIN_STEP_MS, Math.ceil((window.toMs - window.fromMs) / window.points / 1000) * 1000);

/** Puts the samples on the window's grid; where there is none the value is null, so that a gap is drawn as a gap. */
function onGrid(values: readonly (readonly [number, string])[], fromMs: number, toMs: number, step: number): Point[] {
  const at = new Map(values.map(([seconds, text]) => [Math.round(seconds * 1000), sampleValue(text)]));
  const points: Point[] = [];
  for (let ms = fromMs; ms <= toMs; ms += step) points.push([ms, at.get(ms) ?? null]);
  return points;
}

const labelOf = (metric: Record<string, string>): string =>
  Object.entries(metric)
    .filter(([name]) => name !== "__name__")
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ");

/** One query over a window against one cluster's Prometheus: one series a label set, all on the same instants. */
export async function queryRange(
  port: SignalPort,
  cluster: SignalCluster,
  query: string,
  window: TimeWindow,
  options: { deadlineMs: number; signal?: AbortSignal },
): Promise<Series[]> {
  const step = stepMs(window);
  // Every cluster is asked for the same multiples of the step, so that lines of two clusters can be compared point by point.
  const fromMs = Math.ceil(window.fromMs / step) * step;
  const toMs = Math.floor(window.toMs / step) * step;
  const params = [
    ["query", query],
    ["start", String(fromMs / 1000)],
    ["end", String(toMs / 1000)],
    ["step", String(step / 1000)],
  ] as const;
  const answer = prometheusAnswer(await port.get(cluster, "prometheus", "/api/v1/query_range", params, options));
  if (answer.resultType !== "matrix") return [];
  return answer.result.map(({ metric, values }) => ({
    clusterId: ClusterId.parse(cluster.id),
    clusterName: cluster.name,
    label: labelOf(metric),
    query,
    points: onGrid(values, fromMs, toMs, step),
  }));
}
