import type { CheckedPlan, CheckPlan, PlanProblem } from "@holdfast/contracts/plan";
import { WorkflowName } from "@holdfast/contracts/workflow";
import { parsePlan } from "@holdfast/domain/plan/parse-plan";
import { workflowOf } from "@holdfast/domain/plan/workflow";
import { locateField } from "@holdfast/domain/yaml/locate-field";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { workflowOutline } from "./workflow-view";

/** Says what saving a text would say, and what the plan would look like. Writes nothing. */
export async function checkPlan(ctx: ServiceContext, input: CheckPlan): Promise<CheckedPlan> {
  const parsed = parsePlan(input.yaml);
  if (!parsed.isValid) return { problems: [...parsed.problems], workflows: [] };
  const { plan } = parsed;
  const known = new Set((await visibleClusters(ctx, "failover:read")).map((cluster) => cluster.name));
  const named = [
    ...(["primary", "standby"] as const).map((role) => ({ name: plan.spec[role], path: ["spec", role] })),
    ...(plan.spec.others ?? []).map(({ cluster }, i) => ({ name: cluster, path: ["spec", "others", i, "cluster"] })),
    ...(plan.spec.serving?.sites ?? []).map(({ cluster }, i) => ({ name: cluster, path: ["spec", "serving", "sites", i, "cluster"] })),
  ];
  const problems = named.flatMap(({ name, path }): PlanProblem[] => {
    if (known.has(name)) return [];
    return [
      {
        ...locateField(input.yaml, path),
        path: path.join("."),
        message: `names no cluster of the fleet: ${name}`,
        remedy: known.size === 0 ? "add the cluster under Clusters" : `write one of: ${[...known].join(", ")}`,
      },
    ];
  });
  const workflows = WorkflowName.options.flatMap((name) => workflowOf(plan, name) ?? []);
  return { problems, workflows: workflows.map((workflow) => workflowOutline(plan, workflow)) };
}
