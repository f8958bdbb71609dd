import type { ClusterStore, KubeObject } from "@holdfast/simulator/kube/cluster-store";
import type { ChangeNews, ChangeOrder, PodChange } from "./cluster-messages";
import { WATCHED_NAMESPACE } from "./large-cluster";

const BEAT_MS = 10;
/** One in ten changes is of a watched pod. */
const WATCHED_EVERY = 10;

interface PodStatus {
  readonly containerStatuses?: readonly { readonly restartCount: number }[];
}

/** Restarts the first container of a pod, as far as the API shows it. */
function restart(store: ClusterStore, pod: KubeObject): PodChange {
  const { namespace = null, name, uid } = pod.metadata;
  let restarts = 0;
  store.update("pods", namespace, name, (current) => {
    // What is stored as a pod has a pod's status.
    const status = current.status as PodStatus;
    const [first, ...others] = status.containerStatuses ?? [];
    restarts = (first?.restartCount ?? 0) + 1;
    return { ...current, status: { ...status, containerStatuses: [{ ...first, restartCount: restarts }, ...others] } };
  });
  return { uid, isWatched: namespace === WATCHED_NAMESPACE, restarts, atMs: Date.now() };
}

/** Changes pods in turn at an even rate, and tells at once what it changed. */
export function changePods(store: ClusterStore, { perSecond, seconds }: ChangeOrder, tell: (news: ChangeNews) => void): void {
  const all = store.list("pods");
  const watched = all.filter((pod) => pod.metadata.namespace === WATCHED_NAMESPACE);
  const others = all.filter((pod) => pod.metadata.namespace !== WATCHED_NAMESPACE);
  const startedAt = performance.now();
  let made = 0;
  let changes: PodChange[] = [];
  const timer = setInterval(() => {
    const now = performance.now();
    const due = Math.min(perSecond * seconds, Math.floor(((now - startedAt) / 1000) * perSecond));
    for (; made < due; made++) {
      const isWatched = made % WATCHED_EVERY === 0;
      const from = isWatched ? watched : others;
      const pod = from[(isWatched ? made / WATCHED_EVERY : made) % from.length];
      if (pod) changes.push(restart(store, pod));
    }
    const isLast = made >= perSecond * seconds;
    if (!isLast && changes.length === 0) return;
    tell({ changes, isLast });
    changes = [];
    if (isLast) clearInterval(timer);
  }, BEAT_MS);
}
