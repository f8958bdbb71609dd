/** A step with its place in the order of the plan, counted from 1. */
export interface NumberedStep<S> {
  readonly number: number;
  readonly step: S;
}

/** What happens at one cluster; `clusterName` is null for steps that concern none, such as waiting for people. */
export interface ClusterSteps<S> {
  readonly clusterName: string | null;
  readonly steps: readonly NumberedStep<S>[];
}

/** The steps by the cluster that each acts on, clusters in the order of their first step; numbers stay those of the plan. */
export function stepsByCluster<S extends { readonly clusterName: string | null }>(steps: readonly S[]): ClusterSteps<S>[] {
  const groups = new Map<string | null, NumberedStep<S>[]>();
  steps.forEach((step, index) => {
    const group = groups.get(step.clusterName) ?? [];
    group.push({ number: index + 1, step });
    groups.set(step.clusterName, group);
  });
  return [...groups].map(([clusterName, members]) => ({ clusterName, steps: members }));
}
