import { Fault } from "@holdfast/contracts/fault";
import { PlanId } from "@holdfast/contracts/ids";
import { PlanSpec, type PlanView } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import { canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import { met } from "@holdfast/domain/gates/gate";
import { planDiagram } from "@holdfast/domain/plan/plan-diagram";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { evaluationView } from "./evaluation-view";
import { failoverMode } from "./failover-mode";
import { failoverApprovers, gateForCaller } from "./failover-rights";
import { visiblePlans } from "./plan-rows";
import { planStepView } from "./plan-step-view";
import { requestFacts } from "./request-facts";

/** One plan whole; `NotFound` when it is absent or not for the caller. */
export async function getPlan(ctx: ServiceContext, planId: string): Promise<PlanView> {
  const [found] = await visiblePlans(ctx, { id: planId });
  if (!found) throw new Fault("NotFound", worded("PlanAbsent"));
  const { row, spec } = found;
  const visible = await visibleClusters(ctx, "failover:read");
  const sites = [spec.spec.primary, spec.spec.standby].flatMap((name) => visible.find((cluster) => cluster.name === name) ?? []);
  const [evaluation, facts, mode, approvers] = await Promise.all([
    ctx.db.prisma.evaluation.findFirst({ where: { planId, number: row.latest }, orderBy: { evaluatedAt: "desc" } }),
    requestFacts(ctx.db.prisma, row, row.latest, ctx.now()),
    failoverMode(ctx, sites[0]?.id ?? ""),
    failoverApprovers(ctx, sites),
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
    evaluation: evaluation && evaluationView(evaluation),
    steps: spec.spec.activate.steps.map(planStepView),
    diagram: planDiagram(spec),
    mode,
    approvers,
    request: await gateForCaller(ctx, canRequestFailover(facts), "failover:request", sites),
    edit: await gateForCaller(ctx, met, "plan:edit", sites),
  };
}
