import type { ClusterSelector, LabelRequirement } from "@holdfast/contracts/selector";

const requirements = ({ matchLabels = {}, matchExpressions = [] }: ClusterSelector): LabelRequirement[] => [
  ...Object.entries(matchLabels).map(([key, value]): LabelRequirement => ({ key, operator: "In", values: [value] })),
  ...matchExpressions,
];

/** The clusters that both selectors choose. Two that contradict each other choose none. */
export function bothSelectors(one: ClusterSelector, other: ClusterSelector): ClusterSelector {
  const all = [...requirements(one), ...requirements(other)];
  return all.length === 0 ? {} : { matchExpressions: all };
}
