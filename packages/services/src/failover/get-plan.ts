import { Fault } from "@holdfast/contracts/fault";
import { PlanId } from "@holdfast/contracts/ids";
import { PlanSpec, type PlanView } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import { met } from "@holdfast/domain/gates/gate";
import { approvedWorkflow, workflowOf } from "@holdfast/domain/plan/workflow";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { failoverApprovers, gateForCaller } from "./failover-rights";
import { clustersOfChildren, clustersOfPlan, visiblePlans } from "./plan-rows";
import { activeSiteName } from "./request-facts";
import { workflowView } from "./workflow-view";

/** One plan whole; `NotFound` when it is absent or not for the caller. */
export async function getPlan(ctx: ServiceContext, planId: string): Promise<PlanView> {
  const [found] = await visiblePlans(ctx, { id: planId });
  if (!found) throw new Fault("NotFound", worded("PlanAbsent"));
  const { row, spec } = found;
  const visible = await visibleClusters(ctx, "failover:read");
  const named = [...clustersOfPlan(spec), ...(await clustersOfChildren(ctx.db, spec))];
  const sites = named.flatMap((name) => visible.find((cluster) => cluster.name === name) ?? []);
  const failback = workflowOf(spec, "failback");
  const [activate, back, approvers, activeSite] = await Promise.all([
    workflowView(ctx, row, spec, approvedWorkflow(spec, "activate"), sites),
    failback && workflowView(ctx, row, spec, failback, sites),
    failoverApprovers(ctx, sites),
    activeSiteName(ctx.db.prisma, row.groupId),
  ]);
  const id = PlanId.parse(row.id);
  return {
    id,
    name: row.name,
    group: row.group.name,
    latestVersion: row.latest,
    versions: row.versions.map((version) => ({
      planId: id,
      number: version.number,
      contentHash: version.contentHash,
      yaml: version.yaml,
      spec: PlanSpec.parse(version.spec),
      createdAt: version.createdAt,
      createdByName: version.createdByName,
    })),
    activeSite: sites.some((site) => site.name === activeSite) ? activeSite : null,
    activate,
    failback: back,
    approvers,
    edit: await gateForCaller(ctx, met, "plan:edit", sites),
  };
}
