import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { ClusterPermission } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { type ClusterRow, clusterRow, clusterRowFields } from "../access/cluster-row";
import { permittedOn } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";

/** The audit target of a cluster. */
export const clusterTarget = (cluster: Pick<ClusterRow, "id" | "name">): AuditTarget => ({
  kind: "cluster",
  id: cluster.id,
  name: cluster.name,
  clusterId: cluster.id,
});

/** The cluster, or `NotFound` both when it is absent and when the caller may not see it: the two look the same from outside. */
export async function visibleCluster(
  ctx: ServiceContext,
  clusterId: string,
  permission: ClusterPermission = "fleet:read",
): Promise<ClusterRow> {
  const row = await ctx.db.prisma.cluster.findUnique({ where: { id: clusterId }, select: clusterRowFields });
  const cluster = row && clusterRow(row);
  if (cluster && (ctx.actor.kind === "system" || permittedOn(await ctx.subject(), permission, cluster).effect === "allow")) return cluster;
  throw new Fault("NotFound", worded("ClusterAbsent"));
}
