import { z } from "zod";
import { LABEL_KEY, LABEL_VALUE } from "./label-pattern";

const LabelKey = z.string().regex(LABEL_KEY, "must be a Kubernetes label key");
const LabelValue = z.string().regex(LABEL_VALUE, "must be a Kubernetes label value");

/** Labels of a cluster, in the Kubernetes syntax. */
export const Labels = z.record(LabelKey, LabelValue);
export type Labels = z.infer<typeof Labels>;

/** A requirement of a label selector, as Kubernetes spells it. */
export const LabelRequirement = z.discriminatedUnion("operator", [
  z.object({ key: LabelKey, operator: z.enum(["In", "NotIn"]), values: z.array(LabelValue).min(1) }),
  z.object({ key: LabelKey, operator: z.enum(["Exists", "DoesNotExist"]) }),
]);
export type LabelRequirement = z.infer<typeof LabelRequirement>;

/**
 * A set of clusters by label; an empty selector is every cluster, as in Kubernetes. `environment`, `region` and `name`
 * of a cluster can be asked for as labels of `holdfast.dev/`.
 */
export const ClusterSelector = z.strictObject({
  matchLabels: Labels.optional(),
  matchExpressions: z.array(LabelRequirement).optional(),
});
export type ClusterSelector = z.infer<typeof ClusterSelector>;
