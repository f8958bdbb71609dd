import type { Condition, Pod } from "../../kube/types/pod";

const readyCondition = ({ status }: Pod): Condition | undefined => status.conditions?.find(({ type }) => type === "Ready");

/** Whether a pod takes traffic, as its Ready condition says. */
export const isReady = (pod: Pod): boolean => readyCondition(pod)?.status === "True";

/** Whether a pod counts for its workload: neither over nor on its way out. */
export const isActive = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined && status.phase !== "Succeeded" && status.phase !== "Failed";

/** How long until a ready pod has been ready for so many seconds; 0 when it has, null when it is not ready. */
export function untilAvailableMs(pod: Pod, minReadySeconds: number, now: Date): number | null {
  const ready = readyCondition(pod);
  if (ready?.status !== "True") return null;
  const since = Date.parse(ready.lastTransitionTime ?? pod.metadata.creationTimestamp);
  return Math.max(0, since + minReadySeconds * 1000 - now.getTime());
}

/** Whether a pod has been ready for long enough. */
export const isAvailable = (pod: Pod, minReadySeconds: number, now: Date): boolean => untilAvailableMs(pod, minReadySeconds, now) === 0;

const rank = (pod: Pod): number => {
  if (!pod.spec.nodeName) return 0;
  if (pod.status.phase === "Pending") return 1;
  return isReady(pod) ? 3 : 2;
};

const restarts = ({ status }: Pod) => (status.containerStatuses ?? []).reduce((most, { restartCount }) => Math.max(most, restartCount), 0);

/** Orders pods by which can be missed most: not scheduled, not running, not ready, often restarted, young. */
export function byExpendability(a: Pod, b: Pod): number {
  const ages = a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1;
  return rank(a) - rank(b) || restarts(b) - restarts(a) || (a.metadata.creationTimestamp === b.metadata.creationTimestamp ? 0 : ages);
}
