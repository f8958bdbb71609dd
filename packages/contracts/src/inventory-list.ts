import { z } from "zod";
import { Health } from "./health";
import { ClusterId } from "./ids";
import { OwnerRef, ResourceKey } from "./inventory";
import { JsonObject } from "./json";
import { PageRequest, pageOf } from "./page";

/** What a list can be sorted by; every one has an index that serves it. */
export const ObjectSort = z.enum(["name", "health", "age", "restarts"]);
export type ObjectSort = z.infer<typeof ObjectSort>;

/** Which objects to list. Everything left out matches; several resources are one list, as workloads are. */
export const ListObjects = PageRequest.extend({
  resources: z.array(ResourceKey).min(1, "choose at least one resource").max(8),
  clusterIds: z.array(ClusterId).max(200).optional(),
  namespace: z.string().max(63).optional(),
  health: z.array(Health).max(6).optional(),
  /** Part of a name. */
  text: z.string().trim().max(253).optional(),
  node: z.string().max(253).optional(),
  ownerUid: z.string().max(128).optional(),
  sort: ObjectSort.default("name"),
  direction: z.enum(["asc", "desc"]).default("asc"),
});
export type ListObjects = z.infer<typeof ListObjects>;

/** One object as lists and pages show it. */
export const ObjectRow = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  uid: z.string(),
  resource: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  createdAt: z.date(),
  health: Health,
  status: z.string(),
  reason: z.string().nullable(),
  ready: z.number().int().nullable(),
  desired: z.number().int().nullable(),
  restarts: z.number().int().nullable(),
  node: z.string().nullable(),
  owner: OwnerRef.nullable(),
  labels: z.record(z.string(), z.string()),
  images: z.array(z.string()),
  facts: JsonObject,
  observedAt: z.date(),
});
export type ObjectRow = z.infer<typeof ObjectRow>;

/** A page of objects, with the clusters that can't vouch for what is shown: their rows are the last that was known. */
export const ObjectPage = pageOf(ObjectRow).extend({
  staleClusters: z.array(z.object({ clusterId: ClusterId, clusterName: z.string(), since: z.date() })),
});
export type ObjectPage = z.infer<typeof ObjectPage>;

/** How many objects of a resource there are, by health, over the clusters asked about. */
export const ResourceCount = z.object({
  resource: z.string(),
  kind: z.string(),
  isNamespaced: z.boolean(),
  total: z.number().int(),
  byHealth: z.partialRecord(Health, z.number().int()),
});
export type ResourceCount = z.infer<typeof ResourceCount>;
