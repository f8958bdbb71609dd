import { z } from "zod";

const Name = z.string().min(1).max(253);
const DurationSeconds = z.number().int().min(1).max(86_400).optional();
const base = { cluster: Name, durationSeconds: DurationSeconds };

/** The whole region goes dark: API server, nodes, and its Prometheus, Loki and Jaeger. */
const RegionOutage = z.strictObject({ name: z.literal("region-outage"), ...base, parameters: z.strictObject({}).default({}) });

/** Nodes stop: named ones, or so many of them. */
const NodeLoss = z.strictObject({
  name: z.literal("node-loss"),
  ...base,
  parameters: z
    .strictObject({ nodes: z.array(Name).min(1).max(1_000).optional(), count: z.number().int().min(1).max(1_000).optional() })
    .refine(({ nodes, count }) => (nodes === undefined) !== (count === undefined), "give either nodes, by name, or count"),
});

/** Every request to a service takes longer. */
const LatencyInjection = z.strictObject({
  name: z.literal("latency-injection"),
  ...base,
  parameters: z.strictObject({ service: Name, addedMs: z.number().min(1).max(60_000) }),
});

/** A share of a service's requests fails. */
const ErrorInjection = z.strictObject({
  name: z.literal("error-injection"),
  ...base,
  parameters: z.strictObject({ service: Name, share: z.number().gt(0).max(1) }),
});

/** The standby's data fall behind, by as much as a second each second, up to so many. */
const ReplicationLag = z.strictObject({
  name: z.literal("replication-lag"),
  ...base,
  parameters: z.strictObject({ seconds: z.number().min(1).max(86_400) }),
});

/** The clients of an application multiply. It is no cluster's: clients are everywhere. */
const LoadSpike = z.strictObject({
  name: z.literal("load-spike"),
  durationSeconds: DurationSeconds,
  parameters: z.strictObject({ application: Name, factor: z.number().gt(0).max(100) }),
});

/** Somebody edits a policy that was pushed, past Holdfast. It happens once, and nothing of it lasts but what was written. */
const PolicyEdit = z.strictObject({ name: z.literal("policy-edit"), ...base, parameters: z.strictObject({}).default({}) });

/** What may be made to happen. Without a duration it lasts until it is stopped. */
export const ScenarioRequest = z.discriminatedUnion("name", [
  RegionOutage,
  NodeLoss,
  LatencyInjection,
  ErrorInjection,
  ReplicationLag,
  LoadSpike,
  PolicyEdit,
]);
export type ScenarioRequest = z.infer<typeof ScenarioRequest>;

/** Scenarios one after another, as a file: each starts so many seconds after the simulation. */
export const ScenarioFile = z.strictObject({
  apiVersion: z.literal("simulation.holdfast.dev/v1alpha1"),
  kind: z.literal("Scenario"),
  metadata: z.strictObject({ name: Name }),
  spec: z.strictObject({
    steps: z
      .array(z.strictObject({ afterSeconds: z.number().min(0).max(86_400), scenario: ScenarioRequest }))
      .min(1)
      .max(1_000),
  }),
});
export type ScenarioFile = z.infer<typeof ScenarioFile>;

/** A scenario that is happening. */
export interface ActiveScenario {
  readonly id: string;
  readonly request: ScenarioRequest;
  readonly startedAtMs: number;
  /** Null: until it is stopped. */
  readonly endsAtMs: number | null;
  /** The nodes that it took, for those that were not named. */
  readonly nodes: readonly string[];
}

/** The cluster of a scenario; undefined for what belongs to none. */
export const clusterOf = (request: ScenarioRequest): string | undefined => ("cluster" in request ? request.cluster : undefined);
