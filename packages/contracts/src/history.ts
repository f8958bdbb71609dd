import { z } from "zod";
import { Health } from "./health";
import { ClusterId } from "./ids";
import { ResourceKey } from "./inventory";
import { Json } from "./json";
import { ObjectRef } from "./object";
import { FieldChange } from "./object-change";
import { PageRequest, pageOf } from "./page";

/** What happened to an object. */
export const ChangeOperation = z.enum(["created", "updated", "deleted"]);
export type ChangeOperation = z.infer<typeof ChangeOperation>;

/** Which changes to list. Everything left out matches; `from` counts, `to` does not. */
export const ListChanges = PageRequest.extend({
  clusterIds: z.array(ClusterId).max(200).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
  resources: z.array(ResourceKey).max(20).optional(),
  namespace: z.string().max(63).optional(),
  operations: z.array(ChangeOperation).max(3).optional(),
  /** Only what somebody decided: not what controllers and nodes tell of how it goes. */
  onlyDecisions: z.boolean().default(false),
  /** Part of a name. */
  text: z.string().trim().max(253).optional(),
}).refine(({ from, to }) => !from || !to || from < to, { path: ["to"], message: "must be later than from" });
export type ListChanges = z.infer<typeof ListChanges>;

/** Who made a change, where an order's receipt says just that. `id` is the order's, the run's or the rollout's. */
export const ChangeAuthor = z.object({ kind: z.enum(["order", "run", "rollout"]), id: z.string(), name: z.string() });
export type ChangeAuthor = z.infer<typeof ChangeAuthor>;

/** One change of one object, as the inventory saw it. */
export const ChangeRow = z.object({
  /** Opaque; one change has one. */
  id: z.string(),
  clusterId: ClusterId,
  clusterName: z.string(),
  uid: z.string(),
  resource: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  operation: ChangeOperation,
  observedAt: z.date(),
  /** When the hub heard of it. */
  recordedAt: z.date(),
  /** Set when nobody watched: it happened at some time from then until `observedAt`. */
  unwatchedSince: z.date().nullable(),
  /** The cluster's own time of a creation. */
  clusterAt: z.date().nullable(),
  healthFrom: Health.nullable(),
  healthTo: Health.nullable(),
  isDecision: z.boolean(),
  /** The first fields that changed, by JSON pointer into what the inventory keeps, and how many there are. */
  fields: z.array(FieldChange),
  fieldCount: z.number().int(),
  author: ChangeAuthor.nullable(),
});
export type ChangeRow = z.infer<typeof ChangeRow>;

/** Names one change. */
export const ChangeRef = z.strictObject({ id: z.string().max(64) });
export type ChangeRef = z.infer<typeof ChangeRef>;

/** A page of changes, newest first. `keptSince`: further back than that nothing is kept; null when nothing is kept at all yet. */
export const ChangePage = pageOf(ChangeRow).extend({
  keptSince: z.date().nullable(),
  staleClusters: z.array(z.object({ clusterId: ClusterId, clusterName: z.string(), since: z.date() })),
});
export type ChangePage = z.infer<typeof ChangePage>;

/** The changes of one object, also of one that is gone. */
export const ListObjectChanges = PageRequest.extend(ObjectRef.shape);
export type ListObjectChanges = z.infer<typeof ListObjectChanges>;

/** One object at an instant. */
export const ObjectAsOf = ObjectRef.extend({ at: z.date() });
export type ObjectAsOf = z.infer<typeof ObjectAsOf>;

/**
 * What an object was at an instant. `beforeHistory`: nobody knows any more, or did then. `absent`: it was not there. `known`: its
 * fields then, and how they differ from its last ones, `now` or those it went with. `doubt` is set when the instant lies in a time in which nobody
 * watched: the object was so at its beginning, and at its end as the change of then says.
 */
export const AsOfView = z.object({
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  state: z.enum(["known", "absent", "beforeHistory"]),
  keptSince: z.date().nullable(),
  /** The state as JSON pointers with their values, what people look for first; empty unless `known`. */
  fields: z.record(z.string(), Json),
  since: z.array(FieldChange),
  /** How many changes were made since. */
  changes: z.number().int(),
  isGone: z.boolean(),
  doubt: z.object({ from: z.date(), to: z.date() }).nullable(),
});
export type AsOfView = z.infer<typeof AsOfView>;
