import type { ClusterRef, ClusterView } from "@holdfast/contracts/cluster";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import { getCluster } from "./get-cluster";

/** One cluster by its id or its name; `NotFound` when it is absent or not for the caller, in the same words. */
export async function findCluster(ctx: ServiceContext, ref: ClusterRef): Promise<ClusterView> {
  if ("clusterId" in ref) return getCluster(ctx, ref.clusterId);
  const row = await ctx.db.prisma.cluster.findUnique({ where: { name: ref.name }, select: { id: true } });
  if (!row) throw new Fault("NotFound", worded("ClusterAbsent"));
  return getCluster(ctx, row.id);
}
