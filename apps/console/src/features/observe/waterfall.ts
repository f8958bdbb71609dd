import type { TraceSpan } from "@holdfast/contracts/signals";

/** A span with its place in the waterfall: how deep it is called, and where its bar lies, 0 to 1 of the whole trace. */
export interface WaterfallRow {
  readonly span: TraceSpan;
  readonly depth: number;
  readonly offset: number;
  readonly width: number;
}

/** A trace for drawing. The order is that of the calls: a span stands below its caller, the earlier of two siblings first. */
export interface Waterfall {
  readonly rows: readonly WaterfallRow[];
  readonly startedAtUs: number;
  readonly durationUs: number;
  /** The services in the order in which they appear. */
  readonly services: readonly string[];
  readonly clusters: readonly string[];
  readonly errors: number;
}

/** Lays a trace out. A span whose caller is not there, or calls itself in a circle, begins a tree of its own: none is left out. */
export function waterfall(spans: readonly TraceSpan[]): Waterfall {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const children = new Map<string, TraceSpan[]>();
  const roots: TraceSpan[] = [];
  const inOrder = [...byId.values()].sort((a, b) => a.startedAtUs - b.startedAtUs);
  for (const span of inOrder) {
    const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
    if (parent === undefined) roots.push(span);
    else children.set(parent.spanId, [...(children.get(parent.spanId) ?? []), span]);
  }
  // A fold, because spreading a hundred thousand arguments overflows the stack.
  const startedAtUs = inOrder[0]?.startedAtUs ?? 0;
  const durationUs = inOrder.reduce((end, span) => Math.max(end, span.startedAtUs + span.durationUs), startedAtUs) - startedAtUs;
  const whole = Math.max(1, durationUs);
  const rows: WaterfallRow[] = [];
  const placed = new Set<string>();
  const place = (first: TraceSpan) => {
    const waiting = [{ span: first, depth: 0 }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { span, depth } = next;
      if (placed.has(span.spanId)) continue;
      placed.add(span.spanId);
      rows.push({ span, depth, offset: (span.startedAtUs - startedAtUs) / whole, width: span.durationUs / whole });
      waiting.push(...(children.get(span.spanId) ?? []).toReversed().map((child) => ({ span: child, depth: depth + 1 })));
    }
  };
  roots.forEach(place);
  // What is left calls itself in a circle.
  inOrder.forEach(place);
  return {
    rows,
    startedAtUs,
    durationUs,
    services: [...new Set(rows.map((row) => row.span.service))],
    clusters: [...new Set(rows.map((row) => row.span.clusterName))],
    errors: rows.filter((row) => row.span.hasError).length,
  };
}
