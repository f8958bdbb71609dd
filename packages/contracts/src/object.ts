import { z } from "zod";
import { CommandOutcome } from "./command";
import { DrainOptions, DrainProgress } from "./commands/node-drain";
import { Propagation } from "./commands/object-delete";
import { EditedField, SeenVersion } from "./commands/object-edit";
import { GateView } from "./gate";
import { Health } from "./health";
import { ClusterId, CommandId, ObjectUid } from "./ids";
import { Json } from "./json";
import { ObjectChange } from "./object-change";
import { DrainedPod } from "./queries/node-drain-plan";

/** One object of one cluster. */
export const ObjectRef = z.strictObject({ clusterId: ClusterId, uid: ObjectUid });
export type ObjectRef = z.infer<typeof ObjectRef>;

/**
 * What a cluster said of one object when it was asked. `replaced`: another object has its name by now. `yaml` is null unless it
 * was read; what looks like a secret is cut out of it.
 */
export const LiveObject = z.object({
  state: z.enum(["read", "gone", "replaced", "kindAbsent", "forbidden"]),
  message: z.string(),
  yaml: z.string().nullable(),
  /** Whether the agent's owner lets people edit objects of this kind. */
  isEditable: z.boolean(),
  readAt: z.date(),
});
export type LiveObject = z.infer<typeof LiveObject>;

/** What a person may order for one object. */
export const ObjectVerb = z.enum(["scale", "restart", "cordon", "uncordon", "drain", "edit", "delete"]);
export type ObjectVerb = z.infer<typeof ObjectVerb>;

/** A verb that the object's kind has: whether the caller may order it now, and whether its name has to be typed out first. */
export const ObjectVerbView = z.object({ verb: ObjectVerb, gate: GateView, needsName: z.boolean() });
export type ObjectVerbView = z.infer<typeof ObjectVerbView>;

/**
 * An order for one object. `key` names it: the same key again is the same order, whatever became of the first answer.
 * `confirmedName` is the object's name as the person typed it; needed on production clusters and for a deletion.
 */
export const OrderForObject = ObjectRef.extend({
  key: z.string().regex(/^[0-9a-f]{32}$/, "must be 32 random hexadecimal digits"),
  confirmedName: z.string().max(253).nullable().default(null),
});
export type OrderForObject = z.infer<typeof OrderForObject>;

/** Sets the replicas, if they still are what the person saw. */
export const ScaleObject = OrderForObject.extend({
  replicas: z.number().int().min(0).max(5000),
  expectReplicas: z.number().int().min(0).max(5000),
});
export type ScaleObject = z.infer<typeof ScaleObject>;

/** Keeps new pods off a node, or lets them on again. */
export const CordonNode = OrderForObject.extend({ isCordoned: z.boolean() });
export type CordonNode = z.infer<typeof CordonNode>;

/** Empties a node; what that may cost is agreed to by the options. */
export const DrainNode = OrderForObject.extend(DrainOptions.shape);
export type DrainNode = z.infer<typeof DrainNode>;

/** What a drain would meet now, pod by pod. `isGone`: the cluster has no such node any more. */
export const DrainPlan = z.object({ isGone: z.boolean(), pods: z.array(DrainedPod), readAt: z.date() });
export type DrainPlan = z.infer<typeof DrainPlan>;

/** Deletes the object; what it owns goes with it, goes before it, or stays. */
export const DeleteObject = OrderForObject.extend({ propagation: Propagation.default("Background") });
export type DeleteObject = z.infer<typeof DeleteObject>;

/** An edited text, and the text that it was made from. */
export const PreviewEdit = ObjectRef.extend({ baseYaml: z.string().max(300_000), yaml: z.string().max(300_000) });
export type PreviewEdit = z.infer<typeof PreviewEdit>;

/**
 * What the cluster's API server would make of an edit. `conflict`: somebody else decided something in the meantime, which
 * `theirs` tells, and `yaml` is how the object is now. `ready` carries the very order that was tried.
 */
export const EditPreview = z.discriminatedUnion("state", [
  z.object({ state: z.literal("same") }),
  z.object({ state: z.literal("conflict"), theirs: ObjectChange, yaml: z.string() }),
  z.object({ state: z.literal("refused"), reason: z.string(), message: z.string() }),
  z.object({ state: z.literal("ready"), change: ObjectChange, seen: SeenVersion, fields: z.array(EditedField) }),
]);
export type EditPreview = z.infer<typeof EditPreview>;

/** Sets exactly the fields that were previewed, if they still are as they were seen. */
export const EditObject = OrderForObject.extend({ seen: SeenVersion, fields: z.array(EditedField).min(1).max(200) });
export type EditObject = z.infer<typeof EditObject>;

/** The order is in the outbox. What becomes of it is told by the receipt. */
export const OrderAccepted = z.object({ commandId: CommandId });
export type OrderAccepted = z.infer<typeof OrderAccepted>;

/** An order and its receipt. `outcome` is null until the agent answered; `before` and `after` are what the person was told. */
export const ObjectOrder = z.object({
  commandId: CommandId,
  verb: ObjectVerb,
  requestedBy: z.string(),
  issuedAt: z.date(),
  expiresAt: z.date(),
  finishedAt: z.date().nullable(),
  outcome: CommandOutcome.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  before: Json.nullable(),
  after: Json.nullable(),
  changes: z.array(ObjectChange),
  /** Of a drain, how far it is or was; null before its agent told. */
  drain: DrainProgress.nullable(),
});
export type ObjectOrder = z.infer<typeof ObjectOrder>;

/** One object of an owner tree. `depth` counts from the root, which owns everything below it. */
export const OwnerTreeNode = z.object({
  uid: z.string(),
  kind: z.string(),
  name: z.string(),
  health: Health,
  status: z.string(),
  ready: z.number().int().nullable(),
  desired: z.number().int().nullable(),
  depth: z.number().int(),
  isSelf: z.boolean(),
});
export type OwnerTreeNode = z.infer<typeof OwnerTreeNode>;

/**
 * Who owns an object, up to the root, and what it owns, down to the last; owners stand before what they own, the ill before the
 * healthy. `isCut`: it owns more than is told.
 */
export const OwnerTree = z.object({ nodes: z.array(OwnerTreeNode), isCut: z.boolean() });
export type OwnerTree = z.infer<typeof OwnerTree>;
