/** Which clusters have to be looked through, and when. */
export interface ScanBoard {
  /** Whether nothing is known: after the start, and after changes may have been missed. */
  isBlank(): boolean;
  forget(): void;
  /** All of these are due now. */
  begin(clusterIds: readonly string[], nowMs: number): void;
  /** Resources of a cluster were changed. */
  heard(clusterId: string, resources: readonly string[], nowMs: number): void;
  /** The cluster that waits longest of those whose time has come; what is heard of it from now on counts for the next time. */
  take(nowMs: number): string | undefined;
}

/** What tells of components by itself. Pods come and go all the time and rarely tell anything that their workload does not. */
const TELLING = new Set([
  ...["nodes", "deployments.apps", "statefulsets.apps", "daemonsets.apps", "jobs.batch", "cronjobs.batch"],
  ...["customresourcedefinitions.apiextensions.k8s.io", "runtimeclasses.node.k8s.io", "storageclasses.storage.k8s.io"],
]);
const SETTLE_MS = 2000;
const PAUSE_MS = 5000;
const PODS_PAUSE_MS = 60_000;

/** A board with nothing on it: a cluster is looked through two seconds after a change, and every five at most; for pods alone every minute at most. */
export function scanBoard(): ScanBoard {
  const dueAt = new Map<string, number>();
  const scannedAt = new Map<string, number>();
  let isBlank = true;
  return {
    isBlank: () => isBlank,
    forget() {
      isBlank = true;
    },
    begin(clusterIds, nowMs) {
      isBlank = false;
      for (const id of clusterIds) dueAt.set(id, Math.min(dueAt.get(id) ?? nowMs, nowMs));
    },
    heard(clusterId, resources, nowMs) {
      const isTelling = resources.some((resource) => TELLING.has(resource));
      if (!isTelling && !resources.includes("pods")) return;
      const last = scannedAt.get(clusterId) ?? Number.NEGATIVE_INFINITY;
      const at = Math.max(nowMs + SETTLE_MS, last + (isTelling ? PAUSE_MS : PODS_PAUSE_MS));
      dueAt.set(clusterId, Math.min(dueAt.get(clusterId) ?? at, at));
    },
    take(nowMs) {
      const [next] = [...dueAt].filter(([, at]) => at <= nowMs).sort(([, a], [, b]) => a - b);
      if (!next) return undefined;
      dueAt.delete(next[0]);
      scannedAt.set(next[0], nowMs);
      return next[0];
    },
  };
}
