import { z } from "zod";

/** A UUID that the store gave; version 7, so that ids sort by age. */
const uuid = <B extends string>(brand: B) => z.uuid({ message: `must be a ${brand} (a UUID)` }).brand<B>();

/** A cluster of the fleet. */
export const ClusterId = uuid("ClusterId");
export type ClusterId = z.infer<typeof ClusterId>;
/** An order to an agent. */
export const CommandId = uuid("CommandId");
export type CommandId = z.infer<typeof CommandId>;
/** A failover plan, over all its versions. */
export const PlanId = uuid("PlanId");
export type PlanId = z.infer<typeof PlanId>;
/** One execution of a plan version. */
export const RunId = uuid("RunId");
export type RunId = z.infer<typeof RunId>;
/** A policy, over all its versions. */
export const PolicyId = uuid("PolicyId");
export type PolicyId = z.infer<typeof PolicyId>;
/** A policy version on its way through the waves. */
export const RolloutId = uuid("RolloutId");
export type RolloutId = z.infer<typeof RolloutId>;
/** A waiver of a policy. */
export const WaiverId = uuid("WaiverId");
export type WaiverId = z.infer<typeof WaiverId>;
/** An order for many objects. */
export const BulkId = uuid("BulkId");
export type BulkId = z.infer<typeof BulkId>;
/** A role that a person was given on a set of clusters. */
export const GrantId = uuid("GrantId");
export type GrantId = z.infer<typeof GrantId>;

/** An id that better-auth gave: opaque text. */
export const UserId = z.string().min(1).max(64).brand<"UserId">();
export type UserId = z.infer<typeof UserId>;

/** A Kubernetes uid: opaque, unique within its cluster for all time. */
export const ObjectUid = z.string().min(1).max(128).brand<"ObjectUid">();
export type ObjectUid = z.infer<typeof ObjectUid>;

/** A DNS label (RFC 1123): what clusters, plans and policies may be called. */
export const DnsLabel = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be lower-case letters, digits and hyphens, at most 63, starting and ending with a letter or digit",
  );

/** A Kubernetes object name (RFC 1123 subdomain). */
export const ObjectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.:_-]*[a-z0-9])?$/i, "must be a Kubernetes object name");
