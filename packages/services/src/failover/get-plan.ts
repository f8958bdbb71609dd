import { Fault } from "@holdfast/contracts/fault";
import { PlanId } from "@holdfast/contracts/ids";
import { PlanSpec, type PlanView } from "@holdfast/contracts/plan";
import { canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { planDiagram } from "@holdfast/domain/plan/plan-diagram";
import { stepCluster } from "@holdfast/domain/plan/step-catalogue";
import type { ServiceContext } from "../context/service-context";
import { evaluationView } from "./evaluation-view";
import { visiblePlans } from "./plan-rows";
import { requestFacts } from "./request-facts";

/** One plan whole; `NotFound` when it is absent or not for the caller. */
export async function getPlan(ctx: ServiceContext, planId: string): Promise<PlanView> {
  const [found] = await visiblePlans(ctx, { id: planId });
  if (!found) throw new Fault("NotFound", "There is no such plan, or you may not see it.");
  const { row, spec } = found;
  const [evaluation, facts] = await Promise.all([
    ctx.db.prisma.evaluation.findFirst({ where: { planId, number: row.latest }, orderBy: { evaluatedAt: "desc" } }),
    requestFacts(ctx.db.prisma, row, row.latest, ctx.now()),
  ]);
  const request = canRequestFailover(facts);
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
    steps: spec.spec.activate.steps.map((step) => ({
      name: step.name,
      use: step.use,
      clusterName: stepCluster(step),
      ...describeStep(step),
    })),
    diagram: planDiagram(spec),
    request: { isMet: request.isMet, message: request.isMet ? "" : request.message },
  };
}
