import { z } from "zod";
import { AuditActor, AuditRecord } from "./audit";
import { ClusterId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { Permission } from "./permissions";
import { UserRole } from "./roles";
import { ClusterSelector } from "./selector";

/** Which decisions to list, newest first; everything left out matches. `cursor` is the number of the last entry of the page before. */
export const DecisionFilter = PageRequest.extend({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, "must be the number of an audit entry")
    .nullable()
    .default(null),
  effect: z.enum(["allow", "deny"]).optional(),
  /** Part of the name of who asked, or their id. */
  actor: z.string().trim().min(1).max(200).optional(),
  permission: Permission.optional(),
  clusterId: ClusterId.optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type DecisionFilter = z.infer<typeof DecisionFilter>;

/** Who asked; a program with an API token of a person is `token`. */
export const DecisionActor = AuditActor.extend({ kind: z.enum(["user", "token", "agent", "system", "anonymous"]) });
export type DecisionActor = z.infer<typeof DecisionActor>;

/** One decision of the policies, as entry `seq` of the audit trail has it. */
export const DecisionView = z.object({
  seq: z.number().int().positive(),
  at: z.date(),
  actor: DecisionActor,
  /** What was asked for; null in entries of earlier versions, and where the product acted for itself. */
  permission: z.string().nullable(),
  action: z.string(),
  target: AuditRecord.shape.target,
  /** Null where no single cluster is concerned, or where it is gone. */
  clusterName: z.string().nullable(),
  effect: z.enum(["allow", "deny"]),
  /** How the attempt ended: what the policies allowed may have been refused by a gate. */
  outcome: AuditRecord.shape.outcome,
  /** None with `deny` means that nothing permits it. */
  policies: z.array(z.string()),
  /** The grants that sufficed each by itself, as they were given. */
  grants: z.array(z.object({ id: z.string(), role: UserRole, selector: ClusterSelector, isElevation: z.boolean() })),
  /** How many equal denials within a minute the entry stands for. */
  times: z.number().int().positive(),
  reason: z.string().nullable(),
  requestId: z.string(),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** A page of decisions. */
export const DecisionPage = pageOf(DecisionView);
export type DecisionPage = z.infer<typeof DecisionPage>;
