import { z } from "zod";
import { ClusterId } from "./ids";

/** A window of time to look at, in epoch milliseconds, and how many points a drawing can show. */
export const TimeWindow = z
  .strictObject({
    fromMs: z.number().int().positive(),
    toMs: z.number().int().positive(),
    points: z.number().int().min(10).max(1000).default(120),
  })
  .refine((w) => w.toMs > w.fromMs, {
    path: ["toMs"],
    message: "must be after fromMs",
  });
export type TimeWindow = z.infer<typeof TimeWindow>;

/** Which service to look at, as Istio and Kubernetes label it. */
export const ServiceRef = z.strictObject({ namespace: z.string().min(1).max(63), name: z.string().min(1).max(253) });
export type ServiceRef = z.infer<typeof ServiceRef>;

/** A cluster that gave no answer, and why. Shown beside the data of those that did. */
export const SilentCluster = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  reason: z.enum(["unreachable", "notConfigured", "timedOut", "failed", "forbidden"]),
  message: z.string(),
});
export type SilentCluster = z.infer<typeof SilentCluster>;

/** A cluster that answered, if only that it has nothing. */
export const HeardCluster = z.object({ clusterId: ClusterId, clusterName: z.string() });
export type HeardCluster = z.infer<typeof HeardCluster>;

/** A result over several clusters: what came, who answered, and who was silent. Nothing from a cluster that was heard is a fact. */
export const partial = <T extends z.ZodType>(item: T) =>
  z.object({ answered: z.array(item), heard: z.array(HeardCluster), silent: z.array(SilentCluster), askedAt: z.date() });

/** An instant in epoch milliseconds, and what was measured then; null where nothing was. */
export const Point = z.tuple([
  z.number(),
  // A quotient or a quantile can be infinite, and saying "nothing" instead would hide the worst of all values.
  z.union([z.number(), z.literal(Number.POSITIVE_INFINITY), z.literal(Number.NEGATIVE_INFINITY)]).nullable(),
]);
export type Point = z.infer<typeof Point>;

/** One measured line of one cluster, with the very query that measured it. Points are [epoch ms, value]. */
export const Series = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  label: z.string(),
  query: z.string(),
  points: z.array(Point),
});
export type Series = z.infer<typeof Series>;

/** The golden signals of a service: requests/s, share of failed requests 0..1, latency in milliseconds, and what its pods use. */
export const GoldenSignal = z.enum(["rate", "errors", "p50", "p99", "cpu", "memory"]);
export type GoldenSignal = z.infer<typeof GoldenSignal>;

/** One golden signal of a service over several clusters. */
export const GoldenPanel = z.object({ signal: GoldenSignal, unit: z.string(), result: partial(Series) });
export type GoldenPanel = z.infer<typeof GoldenPanel>;

/** A service as one cluster's callers use it now. */
export const ServiceTraffic = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  service: ServiceRef,
  requestsPerSecond: z.number(),
});
export type ServiceTraffic = z.infer<typeof ServiceTraffic>;
/** The busiest services of several clusters, the busiest first. */
export const TrafficPanel = partial(ServiceTraffic);
export type TrafficPanel = z.infer<typeof TrafficPanel>;

/** One log line; `atNs` is epoch nanoseconds in decimal, because a number can't hold them. */
export const LogLine = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  atNs: z.string(),
  pod: z.string(),
  level: z.string().nullable(),
  line: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;
/** Log lines of several clusters, newest first. */
export const LogPanel = partial(LogLine);
export type LogPanel = z.infer<typeof LogPanel>;

/** One trace in a line of a list. */
export const TraceSummary = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  traceId: z.string(),
  rootService: z.string(),
  rootOperation: z.string(),
  startedAt: z.date(),
  durationMs: z.number(),
  spans: z.number().int(),
  hasError: z.boolean(),
});
export type TraceSummary = z.infer<typeof TraceSummary>;
/** Traces of several clusters, newest first. */
export const TracePanel = partial(TraceSummary);
export type TracePanel = z.infer<typeof TracePanel>;

/** One span of a trace. Instants and durations are microseconds, as Jaeger gives them; the epoch in them fits a number. */
export const TraceSpan = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  service: z.string(),
  operation: z.string(),
  startedAtUs: z.number(),
  durationUs: z.number(),
  hasError: z.boolean(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
});
export type TraceSpan = z.infer<typeof TraceSpan>;
/** The spans of one trace from every cluster that has some of it, in the order of their start. */
export const TraceDetail = partial(TraceSpan);
export type TraceDetail = z.infer<typeof TraceDetail>;

/** The services that have traces, by name, from every cluster. */
export const TraceServices = partial(z.string());
export type TraceServices = z.infer<typeof TraceServices>;

const Question = z.strictObject({
  window: TimeWindow,
  /** All clusters that the caller may ask when left out. */
  clusterIds: z.array(ClusterId).max(200).optional(),
  /** How long to wait for a cluster before it is named as silent. */
  deadlineMs: z.number().int().min(200).max(30_000).default(4000),
});

/** Asks for the golden signals of a service. */
export const ReadGolden = Question.extend({ service: ServiceRef });
export type ReadGolden = z.infer<typeof ReadGolden>;
/** Asks for the newest lines that a LogQL query selects. */
export const ReadLogs = Question.extend({
  query: z.string().trim().min(1, "write a LogQL query").max(4096),
  limit: z.number().int().min(1).max(1000).default(200),
});
export type ReadLogs = z.infer<typeof ReadLogs>;
/** Asks for the newest traces through a service. */
export const ReadTraces = Question.extend({
  service: z.string().trim().min(1, "name a service").max(253),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ReadTraces = z.infer<typeof ReadTraces>;
/** Asks for one trace by its id. */
export const ReadTrace = Question.omit({ window: true }).extend({
  traceId: z.string().regex(/^[0-9a-f]{1,32}$/i, "must be a trace id: up to 32 hexadecimal digits"),
});
export type ReadTrace = z.infer<typeof ReadTrace>;
/** Asks which services have traffic now, the busiest of each cluster. */
export const ReadTraffic = Question.omit({ window: true }).extend({ limit: z.number().int().min(1).max(200).default(50) });
export type ReadTraffic = z.infer<typeof ReadTraffic>;
/** Asks which services have traces. */
export const ReadTraceServices = Question.omit({ window: true });
export type ReadTraceServices = z.infer<typeof ReadTraceServices>;
