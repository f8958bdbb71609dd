/** So many objects of one bulk order are worked on at a time, and so many of them on one cluster. */
export const BULK_AT_ONCE = 16;
const ON_ONE_CLUSTER = 4;

interface Child {
  readonly clusterId: string;
}

/** The next objects to order for, in their order: never more at once than a fleet should feel, and none waits behind a slow cluster. */
export function nextChildren<C extends Child>(waiting: readonly C[], running: readonly Child[]): C[] {
  const busy = new Map<string, number>();
  for (const { clusterId } of running) busy.set(clusterId, (busy.get(clusterId) ?? 0) + 1);
  const chosen: C[] = [];
  for (const child of waiting) {
    const onCluster = busy.get(child.clusterId) ?? 0;
    if (running.length + chosen.length >= BULK_AT_ONCE) break;
    if (onCluster >= ON_ONE_CLUSTER) continue;
    busy.set(child.clusterId, onCluster + 1);
    chosen.push(child);
  }
  return chosen;
}
