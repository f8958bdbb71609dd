import { z } from "zod";
import { FreezeTimes } from "./freeze-window";
import { ClusterSelector } from "./selector";
import { Comparison } from "./steps/probe-promql";

const DAY_SECONDS = 86_400;

/** A query that each cluster of a wave answers through its agent; the wave has passed when it holds at every one of them. No answer is none. */
export const MetricGate = z.strictObject({
  query: z.string().trim().min(1, "write a PromQL query that returns one value").max(4096),
  comparison: Comparison,
  threshold: z.number(),
  /** For how long it is asked again before it counts as failed. */
  withinSeconds: z.number().int().min(5, "at least 5 seconds").max(DAY_SECONDS, "at most a day").default(300),
});
export type MetricGate = z.infer<typeof MetricGate>;

/** Whether a second person is asked before a wave: never, unless somebody agreed to the rollout before, or in any case. */
export const WaveApproval = z.enum(["none", "once", "always"]);
export type WaveApproval = z.infer<typeof WaveApproval>;

/** One wave as it is wished: a cluster belongs to the first wave that chooses it. */
export const StrategyWave = z.strictObject({
  name: z.string().trim().min(1, "give the wave a name").max(60, "at most 60 characters"),
  clusters: ClusterSelector.default({}),
  approval: WaveApproval.default("none"),
  /** For how long what was applied is read back again, and must stay right. */
  soakSeconds: z
    .number()
    .int()
    .min(0)
    .max(7 * DAY_SECONDS, "at most 7 days")
    .default(0),
  gate: MetricGate.nullable().default(null),
});
export type StrategyWave = z.infer<typeof StrategyWave>;

/** What a policy may be softened to on its way to being enforced. */
export const Rung = z.enum(["audit", "warn"]);
export type Rung = z.infer<typeof Rung>;

/** How a policy acts at a stage of a rollout; `enforce` is as it is written. */
export const Stage = z.enum([...Rung.options, "enforce"]);
export type Stage = z.infer<typeof Stage>;

const isAscending = (rungs: readonly Rung[]) => rungs.length < 2 || (rungs[0] === "audit" && rungs[1] === "warn");
const areUnique = (waves: readonly { readonly name: string }[]) => new Set(waves.map(({ name }) => name)).size === waves.length;

/** A time in which no wave of the policy begins. */
export const RolloutFreeze = z.strictObject({ name: z.string().trim().min(1, "give it a name").max(80), times: FreezeTimes });
export type RolloutFreeze = z.infer<typeof RolloutFreeze>;

/** How a policy goes through the fleet. It is kept with the policy, and what a rollout began with stays its own. */
export const RolloutStrategy = z.strictObject({
  waves: z
    .array(StrategyWave)
    .min(1, "name at least one wave")
    .max(20, "at most 20 waves")
    .refine(areUnique, "give each wave a name of its own"),
  /** Whether the first wave begins with one of its clusters alone. */
  firstAlone: z.boolean().default(true),
  maxConcurrent: z.number().int().min(1, "at least 1").max(1000, "at most 1000").default(10),
  /** How many clusters may fail before the rollout halts. */
  failureBudget: z.number().int().min(0).max(1000).default(0),
  onFailure: z.enum(["halt", "rollBack"]).default("rollBack"),
  /** What each wave passes before it enforces, the softest first. */
  ladder: z.array(Rung).max(2).refine(isAscending, "write audit before warn, each once").default([]),
  freezes: z.array(RolloutFreeze).max(20).default([]),
});
export type RolloutStrategy = z.infer<typeof RolloutStrategy>;

const inEnvironment = (environment: string) => ({ matchLabels: { "holdfast.dev/environment": environment } });

/** The order in which a policy reaches the fleet where its author says nothing: test, then DR and production after one yes of a second person. */
export const defaultStrategy: RolloutStrategy = RolloutStrategy.parse({
  waves: [
    { name: "test", clusters: inEnvironment("test") },
    { name: "DR", clusters: inEnvironment("dr"), approval: "once" },
    { name: "production", clusters: inEnvironment("production"), approval: "once" },
  ],
});

/** What a rollout keeps of its strategy besides its waves. */
export const RolloutTerms = z.object({
  maxConcurrent: z.number().int(),
  failureBudget: z.number().int(),
  onFailure: z.enum(["halt", "rollBack"]),
  stages: z.array(Stage).min(1),
  freezes: z.array(RolloutFreeze),
  /** Whether it goes to every cluster whatever fails, as one does that takes clusters back. */
  isThorough: z.boolean(),
});
export type RolloutTerms = z.infer<typeof RolloutTerms>;

/** What the gate of a wave came to when it was last asked. */
export const GateReadings = z.object({
  askedAt: z.coerce.date(),
  isPassed: z.boolean(),
  clusters: z.array(z.object({ clusterId: z.string(), value: z.number().nullable(), isPassed: z.boolean(), message: z.string() })),
});
export type GateReadings = z.infer<typeof GateReadings>;
