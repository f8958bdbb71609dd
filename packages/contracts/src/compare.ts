import { z } from "zod";
import { ClusterId } from "./ids";
import { PageRequest, pageOf } from "./page";

/** What differs: the object itself is missing, its image's tag, its image, its replicas, its settings, its labels. */
export const DifferenceGroup = z.enum(["missing", "version", "image", "replicas", "config", "labels"]);
export type DifferenceGroup = z.infer<typeof DifferenceGroup>;

/**
 * Why a difference is expected: an autoscaler sets it; a standby runs fewer replicas until it serves; it only names its own
 * cluster or region; a rule that somebody made allows it.
 */
export const MayDiffer = z.enum(["autoscaler", "standby", "ownName", "rule"]);
export type MayDiffer = z.infer<typeof MayDiffer>;

/** Which two clusters, and which of their differences. Without `group` all; `withExpected` also lists those that may differ. */
export const CompareClusters = PageRequest.extend({
  left: ClusterId,
  right: ClusterId,
  group: z.array(DifferenceGroup).max(6).optional(),
  namespace: z.string().max(63).optional(),
  /** Part of a name. */
  text: z.string().trim().max(253).optional(),
  withExpected: z.boolean().default(false),
}).refine(({ left, right }) => left !== right, { path: ["right"], message: "choose another cluster than the left one" });
export type CompareClusters = z.infer<typeof CompareClusters>;

/** One difference of one object. A value is the text that the field holds, or its JSON; null where there is none. */
export const DifferenceRow = z.object({
  resource: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  leftUid: z.string().nullable(),
  rightUid: z.string().nullable(),
  group: DifferenceGroup,
  /** Where in the object, for example `template.containers[core].limits.memory`; empty when the object is missing. */
  field: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  mayDiffer: MayDiffer.nullable(),
  /** The rule that allows it, where one does. */
  rule: z.object({ id: z.uuid(), reason: z.string(), madeByName: z.string() }).nullable(),
});
export type DifferenceRow = z.infer<typeof DifferenceRow>;

/** A page of differences, with what the whole comparison came to; the counts know no filter but the namespace. */
export const Comparison = pageOf(DifferenceRow).extend({
  /** Objects that are in one of the clusters or in both, and those of them that do not differ unexpectedly. */
  compared: z.number().int(),
  alike: z.number().int(),
  /** Unexpected differences by group. */
  byGroup: z.record(DifferenceGroup, z.number().int()),
  expected: z.number().int(),
  /** Those of the expected differences that somebody's rules allow, and how many of all each allows: by the id of a rule, or by the word of what is built in. */
  byRules: z.number().int(),
  allowedBy: z.record(z.string(), z.number().int()),
  staleClusters: z.array(z.object({ clusterId: ClusterId, clusterName: z.string(), since: z.date() })),
});
export type Comparison = z.infer<typeof Comparison>;
