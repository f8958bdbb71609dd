import type { PlanSpec, WorkflowView } from "@holdfast/contracts/plan";
import { lastProof } from "@holdfast/db/last-proof";
import { stepDurations } from "@holdfast/db/step-durations";
import { planProof } from "@holdfast/domain/drill/plan-proof";
import { forecastRecovery } from "@holdfast/domain/forecast/forecast-recovery";
import { canRehearse, canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import { planDiagram } from "@holdfast/domain/plan/plan-diagram";
import { stageOfEach, type Workflow } from "@holdfast/domain/plan/workflow";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { evaluationView } from "./evaluation-view";
import { failoverMode } from "./failover-mode";
import { gateForCaller } from "./failover-rights";
import { planStepView } from "./plan-step-view";
import { requestFacts } from "./request-facts";

/** What a workflow would do, as its text says it. */
export function workflowOutline(plan: PlanSpec, workflow: Workflow) {
  const stages = stageOfEach(workflow);
  return {
    workflow: workflow.name,
    primary: workflow.primary,
    standby: workflow.standby,
    steps: workflow.steps.map((step, index) => planStepView(step, stages[index]?.set ?? null)),
    diagram: planDiagram(plan, workflow),
  };
}

/** A workflow of a plan's latest version, and whether the caller may request it now. `sites` are the plan's, as the caller sees them. */
export async function workflowView(
  ctx: ServiceContext,
  row: { readonly id: string; readonly groupId: string; readonly latest: number },
  spec: PlanSpec,
  workflow: Workflow,
  sites: readonly ClusterRow[],
): Promise<WorkflowView> {
  const { name } = workflow;
  const primary = sites.find((site) => site.name === workflow.primary);
  const mode = await failoverMode(ctx, primary?.id ?? "");
  const plan = { id: row.id, groupId: row.groupId, spec };
  const asked = { version: row.latest, workflow: name, mode };
  const [evaluation, facts, drillFacts, durations, lastAt] = await Promise.all([
    ctx.db.prisma.evaluation.findFirst({
      where: { planId: row.id, number: row.latest, workflow: name },
      orderBy: { evaluatedAt: "desc" },
    }),
    requestFacts(ctx.db.prisma, plan, asked, ctx.now()),
    requestFacts(ctx.db.prisma, plan, { ...asked, kind: "drill" }, ctx.now()),
    stepDurations(ctx.db.prisma, row.id, name),
    lastProof(ctx.db.prisma, row.id, name),
  ]);
  return {
    ...workflowOutline(spec, workflow),
    // What was found while the group last ran at the standby says nothing about now.
    evaluation: evaluation && (name === "activate" || facts.activeSite === spec.spec.standby) ? evaluationView(evaluation) : null,
    mode,
    forecast: forecastRecovery(workflow.steps, durations),
    request: await gateForCaller(ctx, canRequestFailover(facts), "failover:request", sites),
    requestDrill: await gateForCaller(ctx, canRequestFailover(drillFacts), "failover:request", sites),
    proof: planProof(spec, lastAt, ctx.now()),
    rehearse: await gateForCaller(ctx, canRehearse(facts), "failover:request", sites),
  };
}
