import { ClusterId } from "@holdfast/contracts/ids";
import type { TimeWindow, TracePanel, TraceSummary } from "@holdfast/contracts/signals";
import { fanOut } from "../fan-out";
import type { SignalCluster, SignalPort } from "../signal-port";
import { hasFailed, JaegerTrace, jaegerData } from "./jaeger-answer";

function summaries(cluster: SignalCluster, body: string): TraceSummary[] {
  return jaegerData(body, JaegerTrace).flatMap((trace) => {
    const ids = new Set(trace.spans.map((span) => span.spanID));
    const root =
      trace.spans.find((span) => !(span.references ?? []).some((ref) => ref.refType === "CHILD_OF" && ids.has(ref.spanID))) ??
      trace.spans[0];
    if (!root) return [];
    const startUs = Math.min(...trace.spans.map((span) => span.startTime));
    const endUs = Math.max(...trace.spans.map((span) => span.startTime + span.duration));
    return [
      {
        clusterId: ClusterId.parse(cluster.id),
        clusterName: cluster.name,
        traceId: trace.traceID,
        rootService: trace.processes[root.processID]?.serviceName ?? "",
        rootOperation: root.operationName,
        startedAt: new Date(startUs / 1000),
        durationMs: (endUs - startUs) / 1000,
        spans: trace.spans.length,
        hasError: trace.spans.some(hasFailed),
      },
    ];
  });
}

/** The newest traces through a service, from every cluster, merged by start, newest first. Times of Jaeger are microseconds. */
export async function tracePanel(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  service: string,
  window: TimeWindow,
  options: { deadlineMs: number; limit: number; now: Date; signal?: AbortSignal },
): Promise<TracePanel> {
  const params = [
    ["service", service],
    ["start", `${window.fromMs}000`],
    ["end", `${window.toMs}000`],
    ["limit", String(options.limit)],
  ] as const;
  const result = await fanOut(clusters, options.now, async (cluster) =>
    summaries(cluster, await port.get(cluster, "jaeger", "/api/traces", params, options)),
  );
  return { ...result, answered: result.answered.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime()).slice(0, options.limit) };
}
