import { z } from "zod";
import { Environment } from "./cluster";
import { ClusterId } from "./ids";
import { PageRequest, pageOf } from "./page";

/** Which comparisons a rule is for: of two clusters or of two environments, whichever of them stands on the left; or of any two clusters. */
export const RulePair = z.discriminatedUnion("scope", [
  z
    .strictObject({ scope: z.literal("clusters"), clusterIds: z.tuple([ClusterId, ClusterId]) })
    .refine(({ clusterIds: [a, b] }) => a !== b, { path: ["clusterIds"], message: "choose two clusters" }),
  z.strictObject({ scope: z.literal("environments"), environments: z.tuple([Environment, Environment]) }),
  z.strictObject({ scope: z.literal("any") }),
]);
export type RulePair = z.infer<typeof RulePair>;

/** A name in which a star stands for anything. */
const Glob = z
  .string()
  .trim()
  .min(1, "a name, or * for any")
  .max(253)
  .regex(/^[A-Za-z0-9._:*-]+$/, "letters, digits and - _ . : with * for anything");

/** Which differences a rule allows. */
export const RuleMatch = z.strictObject({
  pair: RulePair,
  /** As the list shows it, for example `Deployment`; null: of any kind. */
  kind: z
    .string()
    .trim()
    .max(63)
    .regex(/^[A-Za-z0-9]+$/, "a kind, for example Deployment")
    .nullable(),
  namespace: Glob,
  name: Glob,
  /**
   * As a difference names it, for example `template.containers[core].limits.memory`. A `*` stands for one key or, as `[*]`, for one
   * entry; at the end it stands for everything below. Null: the whole object, where one of the clusters does not have it.
   */
  field: z.string().trim().min(1, "a field as a difference names it, or * for every field").max(300).nullable(),
});
export type RuleMatch = z.infer<typeof RuleMatch>;

/** Says what may differ, and why. Without an expiry for good. */
export const NewCompareRule = RuleMatch.extend({
  reason: z.string().trim().min(3, "say why, in 3 to 500 characters").max(500, "say why, in 3 to 500 characters"),
  expiresAt: z.date().nullable().default(null),
});
export type NewCompareRule = z.infer<typeof NewCompareRule>;

/** Says it anew. `version` is the one that the editor saw. */
export const EditCompareRule = NewCompareRule.extend({ id: z.uuid(), version: z.number().int().positive() });
export type EditCompareRule = z.infer<typeof EditCompareRule>;

/** Takes a rule away. `version` is the one that was seen. */
export const RemoveCompareRule = z.strictObject({ id: z.uuid(), version: z.number().int().positive() });
export type RemoveCompareRule = z.infer<typeof RemoveCompareRule>;

/** A rule as it is kept. */
export const SavedCompareRule = z.object({ id: z.uuid(), version: z.number().int() });
export type SavedCompareRule = z.infer<typeof SavedCompareRule>;

/** A rule as its readers see it. */
export const CompareRuleView = NewCompareRule.extend({
  id: z.uuid(),
  version: z.number().int(),
  /** Of a rule for two clusters their names, in the order of the ids; else none. */
  clusterNames: z.array(z.string()),
  isExpired: z.boolean(),
  madeByName: z.string(),
  madeAt: z.date(),
  /** Whether the reader may change it and take it away. */
  mayManage: z.boolean(),
});
export type CompareRuleView = z.infer<typeof CompareRuleView>;

/** The rules that the reader may see, the newest first; with a pair of clusters those alone that are for it. */
export const ListCompareRules = PageRequest.extend({ pair: z.tuple([ClusterId, ClusterId]).optional() });
export type ListCompareRules = z.infer<typeof ListCompareRules>;
export const CompareRulePage = pageOf(CompareRuleView);
export type CompareRulePage = z.infer<typeof CompareRulePage>;

/** What a rule would allow now in the comparison of two clusters. `exceptId` is the rule that it would replace. */
export const PreviewCompareRule = z.strictObject({ left: ClusterId, right: ClusterId, rule: RuleMatch, exceptId: z.uuid().optional() });
export type PreviewCompareRule = z.infer<typeof PreviewCompareRule>;

/** Differences that nothing else allows and the rule would, and of how many objects they are; the first of them by name. */
export const CompareRulePreview = z.object({
  differences: z.number().int(),
  objects: z.number().int(),
  examples: z.array(z.object({ kind: z.string(), namespace: z.string().nullable(), name: z.string(), field: z.string() })),
});
export type CompareRulePreview = z.infer<typeof CompareRulePreview>;
