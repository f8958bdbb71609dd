import type { IntOrPercent } from "../../kube/types/workload";

/** A count that may be given as a share of a total. */
export function resolveCount(value: IntOrPercent | undefined, total: number, round: "up" | "down"): number {
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  const exact = (Number(value.replace("%", "")) * total) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}

/** How far a rolling update may go beyond and below the wanted number of pods. */
export interface RolloutBounds {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** The bounds of a Deployment; when both come out as nothing, one pod may be missing, or nothing would ever move. */
export function rolloutBounds(
  rolling: { readonly maxSurge: IntOrPercent; readonly maxUnavailable: IntOrPercent } | undefined,
  replicas: number,
): RolloutBounds {
  const maxSurge = resolveCount(rolling?.maxSurge, replicas, "up");
  const maxUnavailable = Math.min(resolveCount(rolling?.maxUnavailable, replicas, "down"), replicas);
  return maxSurge === 0 && maxUnavailable === 0 ? { maxSurge, maxUnavailable: 1 } : { maxSurge, maxUnavailable };
}

/** One ReplicaSet in a rollout: how many pods it should have, has, and has in working order. */
export interface RolloutMember {
  readonly key: string;
  readonly wanted: number;
  readonly actual: number;
  readonly available: number;
}

const wantedBy = (members: readonly RolloutMember[]) => members.reduce((sum, { wanted }) => sum + wanted, 0);
/** What is in working order and stays so: what is not wanted any longer is as good as gone. */
const availableIn = (members: readonly RolloutMember[]) =>
  members.reduce((sum, { wanted, available }) => sum + Math.min(wanted, available), 0);

/** What a ReplicaSet takes up: a pod that is still there counts, even if it is wanted no longer. */
const occupied = (members: readonly RolloutMember[]) => members.reduce((sum, { wanted, actual }) => sum + Math.max(wanted, actual), 0);

/** How many pods the new ReplicaSet should have next: as many more as the surge leaves room for. */
export function nextNewReplicas(
  replicas: number,
  { maxSurge }: RolloutBounds,
  fresh: RolloutMember,
  old: readonly RolloutMember[],
): number {
  if (fresh.wanted > replicas) return replicas;
  const room = replicas + maxSurge - occupied([fresh, ...old]);
  return room <= 0 ? fresh.wanted : fresh.wanted + Math.min(room, replicas - fresh.wanted);
}

/**
 * How many pods the old ReplicaSets should have next. Pods that do not work go first, as long as the new ones that are not
 * there yet leave room; then working ones, down to the number that has to stay available.
 */
export function nextOldReplicas(
  replicas: number,
  { maxUnavailable }: RolloutBounds,
  fresh: RolloutMember,
  old: readonly RolloutMember[],
): ReadonlyMap<string, number> {
  const next = new Map(old.map(({ key, wanted }) => [key, wanted]));
  const minAvailable = replicas - maxUnavailable;
  const freshUnavailable = Math.max(0, fresh.wanted - fresh.available);
  let spare = wantedBy([fresh, ...old]) - minAvailable - freshUnavailable;
  for (const { key, wanted, available } of old) {
    if (spare <= 0) return next;
    const cut = Math.min(spare, wanted - Math.min(wanted, available));
    next.set(key, wanted - cut);
    spare -= cut;
  }
  let removable = availableIn([fresh, ...old]) - minAvailable;
  for (const { key } of old) {
    const wanted = next.get(key) ?? 0;
    const cut = Math.max(0, Math.min(removable, spare, wanted));
    next.set(key, wanted - cut);
    removable -= cut;
    spare -= cut;
  }
  return next;
}

/** Shares a change of the total among ReplicaSets by their size, so that a rollout that is scaled keeps its balance. */
export function scaleInProportion(members: readonly RolloutMember[], target: number): ReadonlyMap<string, number> {
  const current = wantedBy(members);
  const next = new Map(members.map(({ key, wanted }) => [key, wanted]));
  if (current === 0 || current === target) return next;
  const bySize = members.toSorted((a, b) => b.wanted - a.wanted);
  let left = target - current;
  for (const { key, wanted } of bySize) {
    const share = Math.round((wanted * (target - current)) / current);
    const part = left > 0 ? Math.min(share, left) : Math.max(share, left);
    next.set(key, wanted + part);
    left -= part;
  }
  const [largest] = bySize;
  if (largest) next.set(largest.key, Math.max(0, (next.get(largest.key) ?? 0) + left));
  return next;
}
