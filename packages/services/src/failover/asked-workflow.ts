import { Fault } from "@holdfast/contracts/fault";
import { PlanSpec } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { workflowOf } from "@holdfast/domain/plan/workflow";
import type { ServiceContext } from "../context/service-context";
import { clustersById } from "./failover-target";

/** Which workflow of which version of a plan somebody asks for. */
export interface AskedWorkflow {
  readonly planId: string;
  readonly planVersion: number;
  readonly workflow: WorkflowName;
}

/** The plan version that is asked for, and the clusters that a run of the workflow would leave, go to and act on besides. */
export async function askedWorkflow(ctx: ServiceContext, { planId, planVersion: number, workflow }: AskedWorkflow) {
  const plan = await ctx.db.prisma.plan.findUnique({ where: { id: planId }, include: { versions: { where: { number } } } });
  const version = plan?.versions[0];
  if (!plan || !version) throw new Fault("NotFound", worded("PlanVersionAbsent"));
  const spec = PlanSpec.parse(version.spec);
  const beside = (spec.spec.others ?? []).map(({ cluster }) => cluster);
  const rows = await ctx.db.prisma.cluster.findMany({
    where: { name: { in: [spec.spec.primary, spec.spec.standby, ...beside] } },
    select: { id: true, name: true },
  });
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? "";
  // A workflow that the plan doesn't have is refused by the gate, after the question who asks.
  const { primary: from, standby: to } = workflowOf(spec, workflow) ?? spec.spec;
  const ids = [from, to, ...beside].map(idOf);
  const [primary, standby, ...others] = ids.includes("") ? [] : await clustersById(ctx, ids);
  if (!primary || !standby || others.length < beside.length) throw new Fault("GateRefused", worded("PlanSiteGone"));
  return { plan, version, spec, primary, standby, others };
}
