import type { RecentChange } from "@holdfast/contracts/fleet";
import { permittedOnFleet } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";

const SHOWN = 12;
/** What is on record but changes nothing that a person would look for on the home page. */
const QUIET = [
  "session.create",
  "session.end",
  "agent.renew",
  "case.evaluate",
  "audit.list",
  "audit.verify",
  "policy.order-apply",
  "history.prune",
];

/** The newest things that people, hubs and agents did: all of them for those who may read the trail, else those about visible clusters. */
export async function recentChanges(ctx: ServiceContext, clusterIds: readonly string[]): Promise<RecentChange[]> {
  const mayReadAll = ctx.actor.kind === "system" || permittedOnFleet(await ctx.subject(), "audit:read").effect === "allow";
  const rows = await ctx.db.prisma.auditEntry.findMany({
    where: { outcome: "succeeded", action: { notIn: QUIET }, ...(mayReadAll ? {} : { clusterId: { in: [...clusterIds] } }) },
    orderBy: { seq: "desc" },
    take: SHOWN,
  });
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at,
    actorName: row.actorName,
    action: row.action,
    targetKind: row.targetKind,
    targetId: row.targetId,
    targetName: row.targetName,
  }));
}
