import type { Span, Tags, Trace } from "./trace";

const typeOf = (value: string | number | boolean): string => {
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : "string";
};

const tagsJson = (tags: Tags) => tags.map(([key, value]) => ({ key, type: typeOf(value), value }));

function spanJson(span: Span, traceID: string, processID: string) {
  return {
    traceID,
    spanID: span.spanId,
    operationName: span.operation,
    references: span.parentSpanId === null ? [] : [{ refType: "CHILD_OF", traceID, spanID: span.parentSpanId }],
    startTime: span.startUs,
    duration: span.durationUs,
    tags: tagsJson([...span.tags, ["span.kind", span.kind]]),
    logs: span.logs.map(({ atUs, fields }) => ({ timestamp: atUs, fields: tagsJson(fields) })),
    processID,
    warnings: null,
  };
}

/** A trace in the JSON of Jaeger's query service. */
export function traceJson(trace: Trace) {
  const ids = new Map<string, string>();
  const processes: Record<string, { serviceName: string; tags: ReturnType<typeof tagsJson> }> = {};
  const spans = trace.spans().map((span) => {
    const key = JSON.stringify([span.service, span.processTags]);
    const id = ids.get(key) ?? `p${ids.size + 1}`;
    ids.set(key, id);
    processes[id] = { serviceName: span.service, tags: tagsJson(span.processTags) };
    return spanJson(span, trace.traceId, id);
  });
  return { traceID: trace.traceId, spans, processes, warnings: null };
}
