import { PinnedChild } from "@holdfast/contracts/child-run";
import type { Worded } from "@holdfast/contracts/phrase";
import { PlanSpec } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type ChildCall, childCalls, childProblems } from "@holdfast/domain/plan/child-plans";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { workflowOf } from "@holdfast/domain/plan/workflow";
import type { ServiceContext } from "../context/service-context";
import { failoverMode } from "./failover-mode";
import { clustersOfPlan } from "./plan-rows";

/** What is read to pin them. */
export type Tx = Pick<Prisma.TransactionClient, "plan" | "cluster" | "evaluation">;

/** The runs of other plans that a run may make, as they would be approved with it now, or why one of them can't be. */
export interface AskedChildren {
  readonly pinned: readonly PinnedChild[];
  readonly problems: readonly Worded[];
  /** The clusters of all of them, each once. */
  readonly clusterIds: readonly string[];
}

const NONE: AskedChildren = { pinned: [], problems: [], clusterIds: [] };

/** A workflow of another plan in its latest version, or why it can't be run. */
async function askedChild(ctx: ServiceContext, tx: Tx, parent: PlanSpec, call: ChildCall): Promise<AskedChildren> {
  const row = await tx.plan.findUnique({
    where: { name: call.plan },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const [version] = row?.versions ?? [];
  const plan = version ? PlanSpec.parse(version.spec) : null;
  const { group, approvals } = parent.spec;
  const problems = childProblems({ group, approvalsRequired: approvals.required }, call, plan?.spec ?? null);
  const workflow = plan && workflowOf(plan, call.workflow);
  const names = plan ? clustersOfPlan(plan) : [];
  const clusters = await tx.cluster.findMany({ where: { name: { in: names } }, select: { id: true, name: true } });
  const clusterIds = clusters.map(({ id }) => id);
  if (!row || !version || !workflow || problems.length > 0) return { ...NONE, problems, clusterIds };
  const idOf = (name: string) => clusters.find((cluster) => cluster.name === name)?.id;
  const [primaryId, standbyId] = [idOf(workflow.primary), idOf(workflow.standby)];
  const otherIds = (plan.spec.others ?? []).flatMap(({ cluster }) => idOf(cluster) ?? []);
  const of = { planId: row.id, number: version.number };
  // Of a failback that is not due there may be none: whoever is there already has nothing to run.
  const evaluation =
    (await tx.evaluation.findFirst({ where: { ...of, workflow: call.workflow }, orderBy: { evaluatedAt: "desc" } })) ??
    (await tx.evaluation.findFirst({ where: of, orderBy: { evaluatedAt: "desc" } }));
  if (!primaryId || !standbyId || clusters.length < new Set(names).size)
    return { ...NONE, problems: [worded("ChildSiteGone", { plan: call.plan })], clusterIds };
  if (!evaluation) return { ...NONE, problems: [worded("ChildNotEvaluated", { plan: call.plan })], clusterIds };
  const pinned = PinnedChild.parse({
    ...{
      plan: call.plan,
      workflow: call.workflow,
      planId: row.id,
      planVersion: version.number,
      planContentHash: contentHash(version.spec),
    },
    ...{ evaluationId: evaluation.id, evaluationContentHash: evaluationHash(evaluation) },
    ...{ groupId: row.groupId, primaryId, standbyId, otherIds, mode: await failoverMode(ctx, primaryId) },
    approvalsRequired: plan.spec.approvals.required,
  });
  return { pinned: [pinned], problems: [], clusterIds };
}

const together = (each: readonly AskedChildren[]): AskedChildren => ({
  pinned: each.flatMap(({ pinned }) => pinned),
  problems: each.flatMap(({ problems }) => problems),
  clusterIds: [...new Set(each.flatMap(({ clusterIds }) => clusterIds))],
});

/** The plans that a workflow of a plan runs, in their latest versions. Asked once before the rights, and again where they are pinned. */
export async function askedChildren(ctx: ServiceContext, tx: Tx, plan: PlanSpec, name: WorkflowName): Promise<AskedChildren> {
  const workflow = workflowOf(plan, name);
  const each: AskedChildren[] = [];
  for (const call of workflow ? childCalls(workflow) : []) each.push(await askedChild(ctx, tx, plan, call));
  return together(each);
}
