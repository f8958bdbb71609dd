/** A pod as far as its name and its owner say how its siblings are called. */
export interface NamedPod {
  readonly name: string;
  readonly ownerKind: string | null;
  readonly ownerName: string | null;
}

const exactly = (name: string) => name.replace(/[.+*?()|[\]{}^$\\]/g, String.raw`\$&`);

/** How the pods of this one's workload are called, in all its revisions: the names of controllers' children follow rules. */
function siblings({ name, ownerKind, ownerName }: NamedPod): string {
  if (ownerName === null) return exactly(name);
  if (ownerKind === "StatefulSet") return `${exactly(ownerName)}-[0-9]+`;
  if (ownerKind === "ReplicaSet") return `${exactly(ownerName.replace(/-[a-z0-9]+$/, ""))}-[a-z0-9]+-[a-z0-9]+`;
  return `${exactly(ownerName)}-[a-z0-9]+`;
}

/**
 * A regular expression (RE2, matching whole names) over the pods of the same workloads: also those that are gone by now, whose
 * figures are still in the past of a chart. Null for no pod.
 */
export function podPattern(pods: readonly NamedPod[]): string | null {
  const patterns = [...new Set(pods.map(siblings))].sort();
  return patterns.length === 0 ? null : patterns.join("|");
}
