/** Neighbours that are done at once under the name of their set, or one step by itself, whose set is null. */
export interface SetOfSteps<S> {
  readonly set: string | null;
  readonly steps: readonly S[];
}

/** Steps in their order, those of one parallel set together. */
export function bySet<S extends { readonly set: string | null }>(steps: readonly S[]): readonly SetOfSteps<S>[] {
  const groups: { set: string | null; steps: S[] }[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && step.set !== null && last.set === step.set) last.steps.push(step);
    else groups.push({ set: step.set, steps: [step] });
  }
  return groups;
}
