import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { ClusterPermission } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { type ClusterRow, clusterRow, clusterRowFields } from "../access/cluster-row";
import { explained } from "../access/explained";
import { permittedOn } from "../access/permitted";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";

/** The audit target of a cluster. */
export const clusterTarget = (cluster: Pick<ClusterRow, "id" | "name">): AuditTarget => ({
  kind: "cluster",
  id: cluster.id,
  name: cluster.name,
  clusterId: cluster.id,
});

/** The cluster, or `NotFound` both when it is absent and when the caller may not see it: the two look the same from outside, and the second is on record. */
export async function visibleCluster(
  ctx: ServiceContext,
  clusterId: string,
  permission: ClusterPermission = "fleet:read",
): Promise<ClusterRow> {
  const row = await ctx.db.prisma.cluster.findUnique({ where: { id: clusterId }, select: clusterRowFields });
  const cluster = row && clusterRow(row);
  const absent = new Fault("NotFound", worded("ClusterAbsent"));
  if (!cluster) throw absent;
  if (ctx.actor.kind === "system") return cluster;
  const decision = explained(await ctx.subject(), permission, (of) => permittedOn(of, permission, cluster));
  return decision.effect === "allow" ? cluster : refuse(ctx, { action: "cluster.see", target: clusterTarget(cluster) }, absent, decision);
}
