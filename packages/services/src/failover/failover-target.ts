import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { ClusterPermission } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { type ClusterRow, clusterRow, clusterRowFields } from "../access/cluster-row";
import { permittedOn } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";

/** The audit target of a plan. */
export const planTarget = (plan: { id: string; name: string }): AuditTarget => ({
  kind: "plan",
  id: plan.id,
  name: plan.name,
  clusterId: null,
});

/** The audit target of a run. */
export const runTarget = (run: { id: string; plan: { name: string } }): AuditTarget => ({
  kind: "run",
  id: run.id,
  name: run.plan.name,
  clusterId: null,
});

/** Clusters by id, in the order given. */
export async function clustersById(ctx: ServiceContext, ids: readonly string[]): Promise<ClusterRow[]> {
  const rows = await ctx.db.prisma.cluster.findMany({ where: { id: { in: [...ids] } }, select: clusterRowFields });
  const byId = new Map(rows.map((row) => [row.id, clusterRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Whether the caller may see all of these clusters' failovers. */
export async function maySeeAll(
  ctx: ServiceContext,
  clusters: readonly ClusterRow[],
  permission: ClusterPermission = "failover:read",
): Promise<boolean> {
  if (ctx.actor.kind === "system") return true;
  const subject = await ctx.subject();
  return clusters.every((cluster) => permittedOn(subject, permission, cluster).effect === "allow");
}

/** The run with what its views need and all its clusters, the two sites first and those of the runs that its steps make last, or `NotFound` when it is absent or not for the caller. */
export async function visibleRun(ctx: ServiceContext, runId: string) {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: runId }, include: { plan: true, group: true, evaluation: true } });
  const sites = run ? await clustersById(ctx, [run.primaryId, run.standbyId, ...run.otherIds, ...run.childClusterIds]) : [];
  const [primary, standby] = [run?.primaryId, run?.standbyId].map((id) => sites.find((site) => site.id === id));
  if (run && primary && standby && (await maySeeAll(ctx, sites))) return { run, primary, standby, sites };
  throw new Fault("NotFound", worded("RunAbsent"));
}
