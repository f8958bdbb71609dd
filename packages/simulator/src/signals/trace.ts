/** A tag's value; whole numbers are int64 for Jaeger, others float64. */
export type TagValue = string | number | boolean;
export type Tags = readonly (readonly [string, TagValue])[];

/** One unit of work of one service. */
export interface Span {
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly operation: string;
  readonly kind: "server" | "client" | "producer" | "internal";
  readonly startUs: number;
  readonly durationUs: number;
  readonly tags: Tags;
  /** Of the process that did the work. */
  readonly processTags: Tags;
  readonly logs: readonly { readonly atUs: number; readonly fields: Tags }[];
}

/** One request through the system. Spans are made when somebody looks: most traces nobody ever does. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly startUs: number;
  readonly services: readonly string[];
  spans(): readonly Span[];
}
