import type { Environment } from "@holdfast/contracts/cluster";
import type { ClusterSelector, LabelRequirement, Labels } from "@holdfast/contracts/selector";

/** What a selector looks at. */
export interface SelectableCluster {
  readonly name: string;
  readonly environment: Environment;
  readonly region: string;
  readonly labels: Labels;
}

/** The labels of a cluster together with those that Holdfast gives: name, environment and region under `holdfast.dev/`. */
export const selectableLabels = (cluster: SelectableCluster): Labels => ({
  ...cluster.labels,
  "holdfast.dev/name": cluster.name,
  "holdfast.dev/environment": cluster.environment,
  "holdfast.dev/region": cluster.region,
});

function holds(requirement: LabelRequirement, labels: Labels): boolean {
  const value = labels[requirement.key];
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.includes(value);
    case "NotIn":
      return value === undefined || !requirement.values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

/** Whether the selector chooses the cluster, by the rules of Kubernetes: all requirements hold; none chooses all; NotIn holds where the key is absent. */
export function matchesCluster(selector: ClusterSelector, cluster: SelectableCluster): boolean {
  const labels = selectableLabels(cluster);
  const isExact = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return isExact && (selector.matchExpressions ?? []).every((requirement) => holds(requirement, labels));
}

/** Whether the selector chooses every cluster, present and future. */
export const selectsWholeFleet = (selector: ClusterSelector): boolean =>
  Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
