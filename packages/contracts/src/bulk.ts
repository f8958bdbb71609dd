import { z } from "zod";
import { Propagation } from "./commands/object-delete";
import { GateView } from "./gate";
import { BulkId, ClusterId, CommandId } from "./ids";
import { ListObjects } from "./inventory-list";
import { ObjectRef } from "./object";
import { PageRequest, pageOf } from "./page";
import { Phrase } from "./phrase";
import { QueryText } from "./search";

/** A bulk order is for no more objects than this. */
export const BULK_MOST = 500;

/** What can be ordered for many objects at once. An edit and a drain are made one by one. */
export const BulkVerb = z.enum(["scale", "restart", "cordon", "uncordon", "delete"]);
export type BulkVerb = z.infer<typeof BulkVerb>;

const Verb = z.strictObject({
  verb: BulkVerb,
  /** Of a scaling: what all of them get. */
  replicas: z.number().int().min(0).max(5000).nullable().default(null),
  /** Of a deletion: what becomes of what they own. */
  propagation: Propagation.default("Background"),
});

/** Which objects: those that were marked, or all that a search or a list finds, up to `BULK_MOST`. */
export const BulkSelection = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("objects"), objects: z.array(ObjectRef).min(1, "mark at least one object").max(BULK_MOST) }),
  z.strictObject({ by: z.literal("search"), query: QueryText }),
  z.strictObject({ by: z.literal("list"), list: ListObjects.omit({ cursor: true, limit: true, sort: true, direction: true }) }),
]);
export type BulkSelection = z.infer<typeof BulkSelection>;

/** What would become of an order for many objects. */
export const PreviewBulk = Verb.extend({ selection: BulkSelection });
export type PreviewBulk = z.infer<typeof PreviewBulk>;

/** One object of a preview: whether it would be ordered for it now, or why not. `expectReplicas` is what a scaling starts from. */
export const BulkCandidate = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  uid: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  gate: GateView,
  expectReplicas: z.number().int().nullable(),
});
export type BulkCandidate = z.infer<typeof BulkCandidate>;

/**
 * Each object with its gate. `isCut`: the search finds more than one order may be for. `confirm` is what has to be typed out:
 * the number of objects, for what cannot be taken back and wherever production is touched; null where a yes is enough.
 */
export const BulkPreview = z.object({
  objects: z.array(BulkCandidate).max(BULK_MOST),
  isCut: z.boolean(),
  confirm: z.string().nullable(),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

/** Orders the verb for exactly the objects that were previewed. `key` names the press, as with one object. */
export const OrderBulk = Verb.extend({
  key: z.string().regex(/^[0-9a-f]{32}$/, "must be 32 random hexadecimal digits"),
  objects: z
    .array(ObjectRef.extend({ expectReplicas: z.number().int().min(0).max(5000).nullable().default(null) }))
    .min(1, "choose at least one object")
    .max(BULK_MOST),
  confirmed: z.string().max(16).nullable().default(null),
});
export type OrderBulk = z.infer<typeof OrderBulk>;

/** The bulk order is in the store; the hub begins with it at once. */
export const BulkAccepted = z.object({ bulkId: BulkId });
export type BulkAccepted = z.infer<typeof BulkAccepted>;

/** One bulk order. */
export const BulkRef = z.strictObject({ bulkId: BulkId });
export type BulkRef = z.infer<typeof BulkRef>;

/** Takes back what a bulk order did, object by object, where its verb has a way back. */
export const UndoBulk = BulkRef.extend({ key: OrderBulk.shape.key, confirmed: OrderBulk.shape.confirmed });
export type UndoBulk = z.infer<typeof UndoBulk>;

/** How one object of a bulk order stands. `expired`: its agent did not get the order in time. */
export const BulkStanding = z.enum(["waiting", "running", "succeeded", "refused", "failed", "unknown", "expired", "stopped"]);
export type BulkStanding = z.infer<typeof BulkStanding>;

/** A bulk order with how far it is. `tally` counts the objects of the clusters that the caller may see, by standing. */
export const BulkView = z.object({
  id: BulkId,
  verb: BulkVerb,
  replicas: z.number().int().nullable(),
  undoes: BulkId.nullable(),
  undoneBy: BulkId.nullable(),
  requestedBy: z.string(),
  requestedAt: z.date(),
  stoppedBy: z.string().nullable(),
  stoppedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  tally: z.partialRecord(BulkStanding, z.number().int()),
  total: z.number().int(),
});
export type BulkView = z.infer<typeof BulkView>;

/** One bulk order with what is under way, whether the rest can be stopped, and the way back; null for a verb that has none. */
export const BulkDetail = BulkView.extend({
  /** Some of the objects that are being worked on now. */
  current: z.array(z.string()),
  stop: GateView,
  undo: z.object({ verb: BulkVerb, gate: GateView, count: z.number().int(), confirm: z.string().nullable() }).nullable(),
});
export type BulkDetail = z.infer<typeof BulkDetail>;

/** The newest bulk orders first. */
export const BulkPage = pageOf(BulkView);
export type BulkPage = z.infer<typeof BulkPage>;

/** The objects of a bulk order in their order; those of one standing only, where it is given. */
export const ListBulkChildren = PageRequest.extend({ bulkId: BulkId, standing: BulkStanding.optional() });
export type ListBulkChildren = z.infer<typeof ListBulkChildren>;

/** One object of a bulk order and what became of it, in the words of whoever refused or failed. */
export const BulkChildView = z.object({
  position: z.number().int(),
  clusterId: ClusterId,
  clusterName: z.string(),
  uid: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  expectReplicas: z.number().int().nullable(),
  replicas: z.number().int().nullable(),
  standing: BulkStanding,
  commandId: CommandId.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  phrase: Phrase.optional(),
  updatedAt: z.date(),
});
export type BulkChildView = z.infer<typeof BulkChildView>;
export const BulkChildPage = pageOf(BulkChildView);
export type BulkChildPage = z.infer<typeof BulkChildPage>;
