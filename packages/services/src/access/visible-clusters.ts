import type { ClusterPermission } from "@holdfast/contracts/permissions";
import type { ServiceContext } from "../context/service-context";
import { type ClusterRow, clusterRow, clusterRowFields } from "./cluster-row";
import { permittedOn } from "./permitted";

/** The clusters on which the caller has the permission. What is not among them does not exist for the caller. */
export async function visibleClusters(ctx: ServiceContext, permission: ClusterPermission): Promise<ClusterRow[]> {
  const rows = (await ctx.db.prisma.cluster.findMany({ select: clusterRowFields, orderBy: { name: "asc" } })).map(clusterRow);
  if (ctx.actor.kind === "system") return rows;
  const subject = await ctx.subject();
  return rows.filter((cluster) => permittedOn(subject, permission, cluster).effect === "allow");
}
