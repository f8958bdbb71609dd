import { z } from "zod";
import { Json } from "./json";

/** What happened, in the past tense. Closed: the browser's map from event to query is exhaustive over it. */
export const EventType = z.enum([
  "cluster.registered",
  "cluster.edited",
  "cluster.link-changed",
  "cluster.revoked",
  "cluster.finding-changed",
  "cluster.components-changed",
  "cluster.hosted-changed",
  "cluster.imported",
  "object.order-changed",
  "bulk.changed",
  "terminal.changed",
  "policy.version-saved",
  "policy.previewed",
  "policy.impact-changed",
  "policy.tested",
  "policy.drift-changed",
  "rollout.requested",
  "rollout.changed",
  "rollouts.switched",
  "plan.saved",
  "plan.evaluated",
  "failover.requested",
  "failover.decided",
  "failover.phase-changed",
  "failover.step-changed",
  "store.measured",
  "store.verdict-changed",
  "failover.reported",
  "failover.warrant-changed",
  "case.saved",
  "case.evaluated",
  "access.changed",
  "elevation.changed",
  "audit.checkpointed",
  "audit.verified",
  "audit.broken",
  "notification.changed",
  "search-alert.changed",
  "search-alert.firing",
  "search-alert.resolved",
  "retention.changed",
  "compare-rule.changed",
  "failover.overridden",
  "automation.changed",
  "guards.changed",
  "arming.changed",
  "watch.changed",
  "drill.changed",
  "policy.compliance-changed",
  "policy.waiver-changed",
  "policy.waiver-ending",
]);
export type EventType = z.infer<typeof EventType>;

/** A fact of the store's own making. Ids come from the database in the order of commits. */
export const DomainEvent = z.object({
  id: z.string().regex(/^\d+$/),
  type: EventType,
  /** Whoever may read one of these clusters may know; none: whoever may read the fleet. */
  clusterIds: z.array(z.string()),
  subject: z.object({ kind: z.string(), id: z.string() }),
  payload: Json,
  at: z.date(),
});
export type DomainEvent = z.infer<typeof DomainEvent>;

/** Rows of the inventory moved. Not stored: a browser that was away asks again anyway. */
export const InventoryChanged = z.object({ clusterId: z.string(), resources: z.array(z.string()) });
export type InventoryChanged = z.infer<typeof InventoryChanged>;

/** One message of a tab's only stream. */
export const StreamMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("event"), event: DomainEvent }),
  z.object({ type: z.literal("inventory"), change: InventoryChanged }),
  z.object({ type: z.literal("ready") }),
]);
export type StreamMessage = z.infer<typeof StreamMessage>;
