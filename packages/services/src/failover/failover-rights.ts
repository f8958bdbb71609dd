import type { Gate, GateView } from "@holdfast/contracts/gate";
import type { ClusterPermission } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { gateView } from "@holdfast/domain/gates/gate";
import { readAccessSubjects } from "../access/access-subject";
import type { ClusterRow } from "../access/cluster-row";
import { permittedOn } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";

/** A gate as the caller meets it: its own refusal first, then the right that is missing on one of the clusters. */
export async function gateForCaller(
  ctx: ServiceContext,
  gate: Gate,
  permission: ClusterPermission,
  clusters: readonly ClusterRow[],
): Promise<GateView> {
  if (!gate.isMet || ctx.actor.kind === "system") return gateView(gate);
  const subject = await ctx.subject();
  const without = clusters.find((cluster) => permittedOn(subject, permission, cluster).effect === "deny");
  return without ? { isMet: false, ...worded("PermissionMissing", { permission, cluster: without.name }) } : gateView(gate);
}

/** The names of those who could approve a failover between these sites if the caller asked for it; never the caller. */
export async function failoverApprovers(ctx: ServiceContext, sites: readonly ClusterRow[]): Promise<string[]> {
  const subjects = await readAccessSubjects(ctx.db, ctx.now());
  const ids = subjects
    .filter((subject) => subject.userId !== ctx.actor.id)
    .filter((subject) => sites.every((site) => permittedOn(subject, "failover:approve", site, ctx.actor.id).effect === "allow"))
    .map((subject) => subject.userId);
  const users = await ctx.db.prisma.user.findMany({ where: { id: { in: ids } }, select: { name: true }, orderBy: { name: "asc" } });
  return users.map((user) => user.name);
}
