import type { ClusterId } from "@holdfast/contracts/ids";
import type { Permission } from "@holdfast/contracts/permissions";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { clusterPermissions, fleetPermissions } from "../shared-identity/permission-list";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address of the question "who can" understands. */
export const whoCanShape: ListSearchShape = { sortKeys: [], facets: ["permission", "cluster"] };

/** The question that an address puts; no cluster where the permission is of the fleet, or where none was chosen yet. */
export interface WhoCanQuestion {
  readonly permission: Permission;
  readonly clusterId: ClusterId | null;
}

/** Whether a permission is asked about one cluster at a time. */
export const isOfCluster = (permission: Permission): boolean => clusterPermissions.includes(permission);

/** Reads the question out of what the address says; who may approve a failover is asked where it says nothing. */
export function whoCanQuestion(search: ListSearch): WhoCanQuestion {
  const written = search.facets.permission?.[0];
  const permission = [...clusterPermissions, ...fleetPermissions].find((each) => each === written) ?? "failover:approve";
  const cluster = search.facets.cluster?.[0] ?? "";
  // Read without the contract's schema, whose library would cost the page 30 kB; the server checks it again.
  return { permission, clusterId: isOfCluster(permission) && UUID.test(cluster) ? (cluster as ClusterId) : null };
}
