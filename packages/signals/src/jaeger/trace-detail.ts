import { ClusterId } from "@holdfast/contracts/ids";
import type { TraceDetail, TraceSpan } from "@holdfast/contracts/signals";
import { fanOut } from "../fan-out";
import type { SignalCluster, SignalPort } from "../signal-port";
import { hasFailed, JaegerTrace, jaegerData } from "./jaeger-answer";

const MOST_TAGS = 64;
const LONGEST_VALUE = 2048;

const tagText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, LONGEST_VALUE);

function spansOf(cluster: SignalCluster, body: string): TraceSpan[] {
  return jaegerData(body, JaegerTrace).flatMap(({ spans, processes }) =>
    spans.map((span) => {
      const process = processes[span.processID];
      return {
        clusterId: ClusterId.parse(cluster.id),
        clusterName: cluster.name,
        spanId: span.spanID,
        parentSpanId: span.references?.find((reference) => reference.refType === "CHILD_OF")?.spanID ?? null,
        service: process?.serviceName ?? "",
        operation: span.operationName,
        startedAtUs: span.startTime,
        durationUs: span.duration,
        hasError: hasFailed(span),
        tags: [...(span.tags ?? []), ...(process?.tags ?? [])]
          .slice(0, MOST_TAGS)
          .map(({ key, value }) => ({ key, value: tagText(value) })),
      };
    }),
  );
}

/**
 * One trace by its id. A request that crossed clusters has left a part in the Jaeger of each: all parts come together, and a
 * span that two of them hold is there once.
 */
export async function traceDetail(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  traceId: string,
  options: { deadlineMs: number; now: Date; signal?: AbortSignal },
): Promise<TraceDetail> {
  const result = await fanOut(clusters, options.now, async (cluster) =>
    spansOf(cluster, await port.get(cluster, "jaeger", "/api/traces", [["traceID", traceId.toLowerCase()]], options)),
  );
  const once = new Map<string, TraceSpan>();
  for (const span of result.answered) if (!once.has(span.spanId)) once.set(span.spanId, span);
  return { ...result, answered: [...once.values()].sort((a, b) => a.startedAtUs - b.startedAtUs) };
}
