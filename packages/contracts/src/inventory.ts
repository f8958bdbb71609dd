import { z } from "zod";
import { Health } from "./health";
import { JsonObject } from "./json";

/** GroupResource as the API spells it: `pods`, `deployments.apps`. */
export const ResourceKey = z
  .string()
  .max(316)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "must be a resource such as pods or deployments.apps");
export type ResourceKey = z.infer<typeof ResourceKey>;

/** Who controls an object: the owner reference with `controller: true`. */
export const OwnerRef = z.object({ kind: z.string().max(63), name: z.string().max(253), uid: z.string().max(128) });
export type OwnerRef = z.infer<typeof OwnerRef>;

/**
 * One object of a cluster as the inventory keeps it: a projection, never the whole object. `digest` is computed by the
 * agent over everything else in the record, so that two sides can prove that they hold the same.
 */
export const InventoryRecord = z.object({
  resource: ResourceKey,
  kind: z.string().max(63),
  uid: z.string().min(1).max(128),
  namespace: z.string().max(63).nullable(),
  name: z.string().min(1).max(253),
  createdAt: z.iso.datetime(),
  health: Health,
  status: z.string().max(80),
  reason: z.string().max(1024).nullable(),
  /** Replicas, containers or the like that are ready, and how many there should be. */
  ready: z.number().int().nullable(),
  desired: z.number().int().nullable(),
  restarts: z.number().int().nullable(),
  node: z.string().max(253).nullable(),
  owner: OwnerRef.nullable(),
  labels: z.record(z.string().max(317), z.string().max(63)),
  images: z.array(z.string().max(1024)).max(64),
  facts: JsonObject,
  /** Signed 64-bit integer in decimal. */
  digest: z.string().regex(/^-?\d{1,19}$/),
});
export type InventoryRecord = z.infer<typeof InventoryRecord>;

/** How an agent stands towards one resource of its cluster. */
export const ResourceState = z.enum(["syncing", "synced", "absent", "forbidden", "failing"]);
export type ResourceState = z.infer<typeof ResourceState>;

/** Count and XOR of all digests of one resource: equal on both sides means no phantom and no loss. */
export const ResourceSummary = z.object({
  resource: ResourceKey,
  count: z.number().int().nonnegative(),
  digest: z.string().regex(/^-?\d{1,19}$/),
});
export type ResourceSummary = z.infer<typeof ResourceSummary>;
