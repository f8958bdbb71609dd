import { Fault } from "@holdfast/contracts/fault";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { worded } from "@holdfast/contracts/worded";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { objectRow } from "./object-row";

/** One object as the store has it; `NotFound` when it is gone or not for the caller. */
export async function getObject(ctx: ServiceContext, input: { clusterId: string; uid: string }): Promise<ObjectRow> {
  const cluster = await visibleCluster(ctx, input.clusterId, "inventory:read");
  const row = await ctx.db.prisma.inventoryObject.findUnique({ where: { clusterId_uid: { clusterId: cluster.id, uid: input.uid } } });
  if (!row) throw new Fault("NotFound", worded("ObjectGone"));
  return objectRow(row, cluster.name);
}
