import { PlanFinding } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";
import { PlanSpec } from "@holdfast/contracts/plan";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { type ChildCall, type ChildProblem, childProblems, type ParentTerms } from "@holdfast/domain/plan/child-plans";
import { approvedWorkflow } from "@holdfast/domain/plan/workflow";
import { z } from "zod";

/** A workflow of a plan that a step runs, as it stands now. */
export interface ChildPlan {
  readonly version: number;
  readonly from: string;
  readonly to: string;
  /** Whether its group runs where the workflow leads already, by its last run that succeeded. */
  readonly isThere: boolean;
  /** What its latest evaluation says; null when there is none. */
  readonly readiness: { readonly blocking: Worded | null } | null;
}

type Prisma = Pick<Database["prisma"], "plan" | "cluster" | "evaluation">;

async function readinessOf(prisma: Prisma, planId: string, number: number, { plan, workflow }: ChildCall): Promise<ChildPlan["readiness"]> {
  const row = await prisma.evaluation.findFirst({ where: { planId, number, workflow }, orderBy: { evaluatedAt: "desc" } });
  if (!row) return null;
  const blocking = z
    .array(PlanFinding)
    .parse(row.findings)
    .find(({ severity }) => severity === "blocking");
  return { blocking: row.isReady ? null : blocking ? textOf(blocking) : worded("ChildNotEvaluated", { plan }) };
}

/** The plan that a step runs, and everything in its text that keeps the step from it. Reads rows alone, and asks no cluster. */
export async function childPlan(
  { prisma }: { readonly prisma: Prisma },
  parent: ParentTerms | null,
  call: ChildCall,
): Promise<{ readonly child: ChildPlan | null; readonly problems: readonly ChildProblem[] }> {
  const row = await prisma.plan.findUnique({
    where: { name: call.plan },
    include: { group: { select: { activeSite: true } }, versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const [version] = row?.versions ?? [];
  const plan = version ? PlanSpec.parse(version.spec) : null;
  const problems = childProblems(parent ?? { group: "", approvalsRequired: Number.POSITIVE_INFINITY }, call, plan?.spec ?? null);
  if (!row || !version || !plan || problems.length > 0) return { child: null, problems };
  const { primary: from, standby: to } = approvedWorkflow(plan, call.workflow);
  const site = row.group.activeSite && (await prisma.cluster.findUnique({ where: { id: row.group.activeSite }, select: { name: true } }));
  // Before its first run a group is where its plan says that it starts.
  const at = site ? site.name : plan.spec.primary;
  const readiness = at === to ? { blocking: null } : await readinessOf(prisma, row.id, version.number, call);
  return { child: { version: version.number, from, to, isThere: at === to, readiness }, problems };
}
