import type { ClusterRef, ClusterView } from "@holdfast/contracts/cluster";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What a part of an address names: a cluster by its id or its name, or null where it can be neither. */
export function clusterRefOf(written: string): ClusterRef | null {
  // A UUID was checked to be one; the brand says no more.
  if (UUID.test(written)) return { clusterId: written as ClusterView["id"] };
  return NAME.test(written) ? { name: written } : null;
}
