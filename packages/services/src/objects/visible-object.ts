import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { ObjectRef } from "@holdfast/contracts/object";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import type { ClusterRow } from "../access/cluster-row";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";

/** An object of the inventory, with its cluster. */
export interface VisibleObject {
  readonly cluster: ClusterRow;
  readonly object: InventoryObject;
}

/** The object and its cluster; `NotFound` when either is absent or not for the caller. */
export async function visibleObject(ctx: ServiceContext, { clusterId, uid }: ObjectRef): Promise<VisibleObject> {
  const cluster = await visibleCluster(ctx, clusterId, "inventory:read");
  const object = await ctx.db.prisma.inventoryObject.findUnique({ where: { clusterId_uid: { clusterId: cluster.id, uid } } });
  if (!object) throw new Fault("NotFound", "This object is gone, or was never there.");
  return { cluster, object };
}

/** The audit target of an object: its uid, and the name by which people know it. */
export const objectTarget = ({ cluster, object }: VisibleObject): AuditTarget => ({
  kind: "object",
  id: object.uid,
  name: `${object.kind} ${object.namespace === null ? "" : `${object.namespace}/`}${object.name}`,
  clusterId: cluster.id,
});
