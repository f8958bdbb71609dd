import { z } from "zod";
import { GateView } from "./gate";
import { ClusterId, DnsLabel, ObjectName, PolicyId, WaiverId } from "./ids";
import { PageRequest, pageOf } from "./page";

/** A waiver lasts this long at most. */
export const WAIVER_MOST_DAYS = 90;

/** Where a waiver stands. Only an active one excuses anything. */
export const WaiverState = z.enum(["requested", "active", "declined", "expired", "revoked"]);
export type WaiverState = z.infer<typeof WaiverState>;

/** The kinds of workload that a waiver can be about. */
export const WaiverWorkloadKind = z.enum(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"]);

const Scope = z.strictObject({
  policyId: PolicyId,
  clusterIds: z.array(ClusterId).min(1, "name at least one cluster").max(200),
  /** Null only for one object that is in no namespace. */
  namespace: DnsLabel.nullable(),
  /** Everything that this workload made, and it itself; null: not narrowed so. */
  workload: z.strictObject({ kind: WaiverWorkloadKind, name: ObjectName }).nullable().default(null),
  /** The one object of this name; null: not narrowed so. */
  objectName: ObjectName.nullable().default(null),
});

/** Asks that what a policy says be excused for a time. */
export const RequestWaiver = Scope.extend({
  owner: z.string().trim().min(2, "name who answers for it").max(100),
  reason: z.string().trim().min(10, "say why, in a sentence").max(1000),
  expiresAt: z.coerce.date(),
}).refine(({ namespace, objectName, workload }) => namespace !== null || (objectName !== null && workload === null), {
  path: ["namespace"],
  message: "give a namespace, or the name of one object that is in none",
});
export type RequestWaiver = z.infer<typeof RequestWaiver>;

/** A second person's word on a request. */
export const DecideWaiver = z.strictObject({
  id: WaiverId,
  decision: z.enum(["approve", "decline"]),
  version: z.number().int(),
  comment: z.string().trim().max(500).default(""),
});
export type DecideWaiver = z.infer<typeof DecideWaiver>;

/** Ends a waiver, or takes a request back. */
export const RevokeWaiver = z.strictObject({
  id: WaiverId,
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
});
export type RevokeWaiver = z.infer<typeof RevokeWaiver>;

/** One waiver with what the caller may do about it now. */
export const WaiverRow = z.object({
  ...Scope.shape,
  id: WaiverId,
  policyName: z.string(),
  clusterNames: z.array(z.string()),
  owner: z.string(),
  reason: z.string(),
  state: WaiverState,
  requestedById: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  decidedByName: z.string().nullable(),
  decidedAt: z.date().nullable(),
  comment: z.string(),
  expiresAt: z.date(),
  endedByName: z.string().nullable(),
  endedAt: z.date().nullable(),
  /** How many open violations it excuses now. */
  excuses: z.number().int(),
  /** Whether every cluster has what it changed, as far as is known. */
  isSettled: z.boolean(),
  allowed: z.object({ decide: GateView, revoke: GateView }),
  version: z.number().int(),
});
export type WaiverRow = z.infer<typeof WaiverRow>;

/** Asks for a page of waivers, the newest first. */
export const ListWaivers = PageRequest.extend({
  policies: z.array(DnsLabel).max(50).default([]),
  states: z.array(WaiverState).max(5).default([]),
});
export type ListWaivers = z.infer<typeof ListWaivers>;

/** A page of waivers. */
export const WaiverPage = pageOf(WaiverRow);
export type WaiverPage = z.infer<typeof WaiverPage>;
