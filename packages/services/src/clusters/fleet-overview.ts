import type { FleetOverview } from "@holdfast/contracts/fleet";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { listApprovals } from "../failover/list-approvals";
import { listPlans } from "../failover/list-plans";
import { listClusters } from "./list-clusters";
import { recentChanges } from "./recent-changes";
import { withCounts } from "./with-counts";

/** The home page in one answer: every cluster the caller sees with its counts and findings, the pairs, what waits, what changed. */
export async function fleetOverview(ctx: ServiceContext): Promise<FleetOverview> {
  const ids = (await visibleClusters(ctx, "fleet:read")).map((cluster) => cluster.id);
  const [clusters, plans, approvals, changes] = await Promise.all([
    listClusters(ctx).then((views) => withCounts(ctx, views)),
    listPlans(ctx),
    listApprovals(ctx),
    recentChanges(ctx, ids),
  ]);
  return { clusters, plans, approvals, changes, clock: ctx.now() };
}
