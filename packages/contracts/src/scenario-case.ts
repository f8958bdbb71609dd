import { z } from "zod";
import { DnsLabel } from "./ids";
import { ResourceKey } from "./inventory";
import { Phrase } from "./phrase";
import { ClusterSelector } from "./selector";
import { Comparison } from "./steps/probe-promql";

/** A value from Prometheus: one query, one number, asked of each bound cluster; `counts` says which of the clusters decides: the highest value or the lowest. */
const PromqlEvidence = z.strictObject({
  kind: z.literal("promql"),
  query: z.string().min(1).max(4096),
  counts: z.enum(["highest", "lowest"]),
});
/** A value from the inventory of each bound cluster: the replicas of a workload, or how many objects match; `counts` says which of the clusters decides. */
const InventoryEvidence = z.strictObject({
  kind: z.literal("inventory"),
  resource: ResourceKey,
  namespace: z.string().max(63).optional(),
  name: z.string().max(253).optional(),
  measure: z.enum(["count", "desired", "ready"]),
  counts: z.enum(["highest", "lowest"]).default("lowest"),
});

/** One target of a case: what has to hold, and how it is measured. The case's own `claim` is never shown as a measurement. */
export const CaseTarget = z.strictObject({
  name: DnsLabel,
  title: z.string().min(1).max(120),
  titleZh: z.string().max(120).optional(),
  comparison: Comparison,
  value: z.number(),
  unit: z.string().max(16).default(""),
  evidence: z.discriminatedUnion("kind", [PromqlEvidence, InventoryEvidence]),
});
export type CaseTarget = z.infer<typeof CaseTarget>;

/**
 * Something that has to be there: objects of a kind, by name and by what the inventory keeps of them. The keys of `facts` are
 * paths into that, such as `strategy.type` or `template.containers.0.requests.cpuMillis`.
 */
export const CaseFind = z.strictObject({
  title: z.string().min(1).max(120),
  titleZh: z.string().max(120).optional(),
  resource: ResourceKey,
  namespace: z.string().max(63).optional(),
  name: z.string().max(253).optional(),
  facts: z.record(z.string().min(1).max(200), z.union([z.string().max(253), z.number(), z.boolean()])).default({}),
  least: z.number().int().min(1).max(100_000).default(1),
});
export type CaseFind = z.infer<typeof CaseFind>;

/** One step of putting a case into practice: done when everything that it leaves behind is found in the clusters. */
export const CaseStep = z.strictObject({
  name: DnsLabel,
  title: z.string().min(1).max(120),
  titleZh: z.string().max(120).optional(),
  finds: z.array(CaseFind).min(1).max(20),
});
export type CaseStep = z.infer<typeof CaseStep>;

/** A scenario case as a file. */
export const CaseSpec = z.strictObject({
  apiVersion: z.literal("holdfast.dev/v1alpha1"),
  kind: z.literal("ScenarioCase"),
  metadata: z.strictObject({ name: DnsLabel, title: z.string().max(200), titleZh: z.string().max(200).optional() }),
  spec: z.strictObject({
    sector: z.string().max(63),
    claim: z.string().max(200),
    collectedOn: z.iso.date(),
    reviewOn: z.iso.date(),
    profile: z.record(z.string().max(63), z.string().max(200)).default({}),
    /** What it is built from, by component: as the case says it, not as it was measured. */
    stack: z.record(z.string().max(63), z.string().max(200)).default({}),
    clusters: ClusterSelector,
    targets: z.array(CaseTarget).min(1).max(100),
    steps: z.array(CaseStep).max(50).default([]),
  }),
});
export type CaseSpec = z.infer<typeof CaseSpec>;

/** `verified` needs a measured value: a target without data is `noEvidence`, never green. */
export const TargetVerdict = z.enum(["verified", "failing", "noEvidence"]);
export type TargetVerdict = z.infer<typeof TargetVerdict>;

/** What one cluster showed for one target. */
export const Evidence = z.object({
  clusterId: z.string(),
  clusterName: z.string(),
  value: z.number().nullable(),
  source: z.string(),
  message: z.string().nullable(),
  phrase: Phrase.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** The verdict on one target, with everything that was measured for it. */
export const TargetResult = z.object({
  target: z.string(),
  verdict: TargetVerdict,
  measured: z.number().nullable(),
  evidence: z.array(Evidence),
});
export type TargetResult = z.infer<typeof TargetResult>;

/** Whether what a step leaves behind is there: on every cluster that could be looked at, missing on one, or nobody could look. */
export const FindState = z.enum(["found", "missing", "noEvidence"]);
export type FindState = z.infer<typeof FindState>;

/** What was found of one step. The values of the evidence count objects; `finds` are in the order of the case. */
export const StepResult = z.object({
  step: z.string(),
  state: FindState,
  finds: z.array(z.object({ state: FindState, evidence: z.array(Evidence) })),
});
export type StepResult = z.infer<typeof StepResult>;

/** One case as its board shows it. */
export const CaseView = z.object({
  id: z.uuid(),
  spec: z.custom<CaseSpec>(),
  contentHash: z.string().length(64),
  latest: z.object({ evaluatedAt: z.date(), results: z.array(TargetResult), steps: z.array(StepResult) }).nullable(),
  /** Earlier verdicts, newest first: one row a change of any verdict. */
  history: z.array(
    z.object({ evaluatedAt: z.date(), verified: z.number().int(), failing: z.number().int(), noEvidence: z.number().int() }),
  ),
});
export type CaseView = z.infer<typeof CaseView>;
