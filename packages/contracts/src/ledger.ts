import { z } from "zod";
import { DrillVerdict } from "./drill";
import { RunKind, RunTimes } from "./failover";
import { RunPhase } from "./failover-phase";
import { DnsLabel, PlanId, RunId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { ReportedLoss } from "./run-report";
import { WorkflowName } from "./workflow";

/** A run that counts: a rehearsal moves nothing and proves no time. */
export const LedgerKind = RunKind.extract(["real", "drill"]);

/** Which runs the ledger is about; what is left out matches everything. */
export const LedgerFilter = z.strictObject({
  groups: z.array(DnsLabel).max(50).default([]),
  kinds: z.array(LedgerKind).max(2).default([]),
  workflows: z.array(WorkflowName).max(2).default([]),
  outcomes: z.array(RunPhase).max(20).default([]),
  /** Held, missed, or not measured against the RTO. */
  rto: z
    .array(z.enum(["within", "over", "unmeasured"]))
    .max(3)
    .default([]),
});
export type LedgerFilter = z.infer<typeof LedgerFilter>;

/** Asks for a page of the ledger, the newest first. */
export const ListLedger = LedgerFilter.extend(PageRequest.shape);
export type ListLedger = z.infer<typeof ListLedger>;

/** A run that has ended, with what its signed report says that was measured. */
export const LedgerRow = RunTimes.extend({
  id: RunId,
  planId: PlanId,
  planName: z.string(),
  group: z.string(),
  workflow: WorkflowName,
  kind: LedgerKind,
  primaryName: z.string(),
  standbyName: z.string(),
  phase: RunPhase,
  requestedAt: z.date(),
  finishedAt: z.date(),
  rtoSeconds: z.number().int(),
  isWithinRto: z.boolean().nullable(),
  /** What a drill of a plan with conditions proves; absent for every other run. */
  drillVerdict: DrillVerdict.optional(),
  /** Per data store; absent where none was measured. */
  losses: z.array(ReportedLoss).optional(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** A page of the ledger. */
export const LedgerPage = pageOf(LedgerRow);
export type LedgerPage = z.infer<typeof LedgerPage>;

/** One run in the trend of its group. */
export const LedgerPoint = LedgerRow.pick({ id: true, group: true, kind: true, finishedAt: true, recoveryMs: true, rtoSeconds: true });
export type LedgerPoint = z.infer<typeof LedgerPoint>;

/** What the runs of a filter say together; percentiles by nearest rank over recoveries that were measured, null of none. */
export const LedgerSummary = z.object({
  runs: z.number().int(),
  succeeded: z.number().int(),
  withinRto: z.number().int(),
  overRto: z.number().int(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** The newest with a measured recovery, the oldest of them first. */
  points: z.array(LedgerPoint),
  /** Every group of a run that the caller may see, whatever the filter. */
  groups: z.array(z.string()),
});
export type LedgerSummary = z.infer<typeof LedgerSummary>;

/** What is taken away of the ledger. */
export const LedgerExport = z.strictObject({ format: z.enum(["csv", "json"]), filter: LedgerFilter });
export type LedgerExport = z.infer<typeof LedgerExport>;
