import type { Trace } from "./trace";

/** The newest traces of one cluster; the oldest make room. */
export class TraceStore {
  private readonly byId = new Map<string, Trace>();
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  add(trace: Trace): void {
    this.byId.set(trace.traceId, trace);
    if (this.byId.size <= this.capacity) return;
    // A Map lists its keys in the order of insertion.
    const oldest = this.byId.keys().next();
    if (!oldest.done) this.byId.delete(oldest.value);
  }

  get(traceId: string): Trace | undefined {
    return this.byId.get(traceId);
  }

  get size(): number {
    return this.byId.size;
  }

  /** Newest first. */
  *newest(): Iterable<Trace> {
    yield* [...this.byId.values()].reverse();
  }
}
