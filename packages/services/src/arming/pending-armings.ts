import type { PendingApproval } from "@holdfast/contracts/failover";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { armingInclude, armingView } from "./arming-view";

/** The armings that wait for a decision and that the caller may see. Each is known by its plan, of which one at most waits. */
export async function pendingArmings(ctx: ServiceContext): Promise<PendingApproval[]> {
  const visible = await visibleClusters(ctx, "failover:read");
  const ids = visible.map(({ id }) => id);
  const rows = await ctx.db.prisma.arming.findMany({
    where: { phase: "AwaitingApproval", primaryId: { in: ids }, standbyId: { in: ids } },
    include: armingInclude,
  });
  return Promise.all(
    rows.map(async (row): Promise<PendingApproval> => {
      const sites = [row.primaryId, row.standbyId].flatMap((id) => visible.find((cluster) => cluster.id === id) ?? []);
      const {
        primaryName,
        standbyName,
        reason: detail,
        requestedByName,
        requestedAt,
        expiresAt,
        decide,
      } = await armingView(ctx, row, sites, 0);
      const title = `${row.plan.name}: ${primaryName} → ${standbyName}`;
      return { kind: "arming", id: row.planId, title, detail, requestedByName, requestedAt, expiresAt, canDecide: decide };
    }),
  );
}
