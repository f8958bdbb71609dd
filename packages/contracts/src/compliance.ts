import { z } from "zod";
import { Environment } from "./cluster";
import { ClusterId, DnsLabel, PolicyId, WaiverId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { Phrase } from "./phrase";
import { ImpactEffect } from "./policy-impact";

/** Whether a violation is there, is there and excused, or is gone. */
export const ViolationState = z.enum(["open", "waived", "resolved"]);
export type ViolationState = z.infer<typeof ViolationState>;

const Names = z.array(DnsLabel).max(100).default([]);
const Texts = z.array(z.string().max(253)).max(50).default([]);

/** Which violations are meant; what is left out matches everything. Policies and clusters are named. */
export const ViolationFilter = z.strictObject({
  /** A part of the object's name, the workload's or what is said. */
  text: z.string().trim().max(100).default(""),
  policies: Names,
  clusters: Names,
  namespaces: Texts,
  teams: Texts,
  effects: z.array(ImpactEffect).max(3).default([]),
  states: z.array(ViolationState).max(3).default([]),
});
export type ViolationFilter = z.infer<typeof ViolationFilter>;

/** Asks for a page of violations, those first seen last first. */
export const ListViolations = ViolationFilter.extend(PageRequest.shape);
export type ListViolations = z.infer<typeof ListViolations>;

/** One thing that a deployed policy says of one object, for as long as it was so. */
export const ViolationRow = z.object({
  id: z.uuid(),
  policyId: PolicyId,
  policyName: z.string(),
  /** The policy's object that says it. */
  rule: z.string(),
  /** The version that said it first. */
  version: z.number().int(),
  clusterId: ClusterId,
  clusterName: z.string(),
  resource: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  workload: z.object({ kind: z.string(), name: z.string() }),
  team: z.string().nullable(),
  effect: ImpactEffect,
  message: z.string(),
  state: ViolationState,
  firstSeen: z.date(),
  lastSeen: z.date(),
  resolvedAt: z.date().nullable(),
  /** The waiver that excuses it now. */
  waiverId: WaiverId.nullable(),
});
export type ViolationRow = z.infer<typeof ViolationRow>;

/** A page of violations. */
export const ViolationPage = pageOf(ViolationRow);
export type ViolationPage = z.infer<typeof ViolationPage>;

/** Names a violation. */
export const ViolationRef = z.strictObject({ id: z.uuid() });

/** One violation with every time that it was there, the newest first, and the object where the inventory has it. */
export const ViolationDetail = z.object({
  violation: ViolationRow,
  episodes: z.array(ViolationRow.pick({ id: true, version: true, firstSeen: true, lastSeen: true, resolvedAt: true })),
  objectUid: z.string().nullable(),
});
export type ViolationDetail = z.infer<typeof ViolationDetail>;

/** What is taken away of the violations. */
export const ViolationExport = z.strictObject({ format: z.enum(["csv", "json"]), filter: ViolationFilter });
export type ViolationExport = z.infer<typeof ViolationExport>;

/** A text with its phrase. */
const Said = z.object({ message: z.string(), phrase: Phrase.optional() });

/**
 * How a cluster stands towards a policy. `pending`: it is to have it and has not. `notJudged`: nothing may be said, or not of everything.
 * `waived`: all that is open is excused.
 */
export const ComplianceState = z.enum(["compliant", "violations", "waived", "drifted", "failed", "notJudged", "pending", "notPlaced"]);
export type ComplianceState = z.infer<typeof ComplianceState>;

/** One cluster and one policy. */
export const ComplianceCell = z.object({
  policyId: PolicyId,
  state: ComplianceState,
  version: z.number().int().nullable(),
  open: z.number().int(),
  waived: z.number().int(),
  /** When a look last came to its end; null where none did. */
  judgedAt: z.date().nullable(),
});
export type ComplianceCell = z.infer<typeof ComplianceCell>;

/** Asks for a page of the matrix: clusters by name down, policies by name across. */
export const ListCompliance = PageRequest.extend({
  limit: z.number().int().min(1).max(100).default(50),
  /** A part of a cluster's name, and of a policy's. */
  cluster: z.string().trim().max(100).default(""),
  policy: z.string().trim().max(100).default(""),
  environments: z.array(Environment).max(10).default([]),
  /** Clusters with at least one such cell. */
  states: z.array(ComplianceState).max(8).default([]),
  /** The first column, of all policies that fit. */
  policiesFrom: z.number().int().min(0).max(10_000).default(0),
});
export type ListCompliance = z.infer<typeof ListCompliance>;

/** One cluster with its cells, one a column. */
export const ComplianceRow = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  environment: Environment,
  cells: z.array(ComplianceCell),
});
export type ComplianceRow = z.infer<typeof ComplianceRow>;

/** A page of the matrix. `policies` are its columns, `policyTotal` all that fit. */
export const CompliancePage = pageOf(ComplianceRow).extend({
  policies: z.array(z.object({ id: PolicyId, name: z.string(), latestVersion: z.number().int() })),
  policyTotal: z.number().int(),
});
export type CompliancePage = z.infer<typeof CompliancePage>;

/** How many violations a policy has open, over time and by cluster as it was last judged. */
export const PolicyCompliance = z.object({
  points: z.array(z.object({ at: z.date(), open: z.number().int(), waived: z.number().int() })),
  clusters: z.array(
    Said.extend({
      ...ComplianceCell.shape,
      clusterId: ClusterId,
      clusterName: z.string(),
      triedAt: z.date().nullable(),
      /** What could not be judged, and why. */
      notJudged: z.array(Said),
    }),
  ),
});
export type PolicyCompliance = z.infer<typeof PolicyCompliance>;

/** Policies that are at odds, and how. */
export const PolicyConflictView = Said.extend({ policyIds: z.array(PolicyId) });
export type PolicyConflictView = z.infer<typeof PolicyConflictView>;
