import type { PlanListRow } from "@holdfast/contracts/failover";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanId, RunId } from "@holdfast/contracts/ids";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { lastProof } from "@holdfast/db/last-proof";
import { planProof } from "@holdfast/domain/drill/plan-proof";
import type { ServiceContext } from "../context/service-context";
import { evaluationView } from "./evaluation-view";
import { visiblePlans } from "./plan-rows";
import { activeSiteName, HOLDING_PHASES } from "./request-facts";
import { runTimes } from "./run-times";

/** The plans that the caller may see: is each ready, and when did it last prove itself. */
export async function listPlans(ctx: ServiceContext): Promise<PlanListRow[]> {
  const plans = await visiblePlans(ctx);
  return Promise.all(
    plans.map(async ({ row, spec }) => {
      const activeSite = await activeSiteName(ctx.db.prisma, row.groupId);
      const next: WorkflowName = spec.spec.failback && activeSite === spec.spec.standby ? "failback" : "activate";
      const [evaluation, active, last, provenAt] = await Promise.all([
        ctx.db.prisma.evaluation.findFirst({
          where: { planId: row.id, number: row.latest, workflow: next },
          orderBy: { evaluatedAt: "desc" },
        }),
        ctx.db.prisma.run.findFirst({
          where: { planId: row.id, kind: { not: "rehearsal" }, phase: { in: [...HOLDING_PHASES] } },
          select: { id: true },
        }),
        ctx.db.prisma.run.findFirst({
          where: { planId: row.id, kind: { not: "rehearsal" }, finishedAt: { not: null } },
          orderBy: { finishedAt: "desc" },
          include: { steps: true, journal: true },
        }),
        lastProof(ctx.db.prisma, row.id, next),
      ]);
      return {
        id: PlanId.parse(row.id),
        name: row.name,
        description: spec.metadata.description,
        group: row.group.name,
        primaryName: spec.spec.primary,
        standbyName: spec.spec.standby,
        rtoSeconds: spec.spec.rtoSeconds,
        latestVersion: row.latest,
        activeSite,
        evaluation: evaluation && evaluationView(evaluation),
        proof: planProof(spec, provenAt, ctx.now()),
        activeRunId: active ? RunId.parse(active.id) : null,
        lastRun: last && {
          id: RunId.parse(last.id),
          phase: RunPhase.parse(last.phase),
          finishedAt: last.finishedAt,
          recoveryMs: runTimes(last, last.steps, last.journal).recoveryMs,
        },
      };
    }),
  );
}
