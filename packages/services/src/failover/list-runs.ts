import type { RunListRow } from "@holdfast/contracts/failover";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanId, RunId } from "@holdfast/contracts/ids";
import { PlanSpec } from "@holdfast/contracts/plan";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { runTimes } from "./run-times";

const MAX_RUNS = 50;

/** The newest runs whose sites the caller may see, of one plan or of all. */
export async function listRuns(ctx: ServiceContext, input: { planId?: string | undefined }): Promise<RunListRow[]> {
  const visible = await visibleClusters(ctx, "failover:read");
  const names = new Map(visible.map((cluster) => [cluster.id, cluster.name]));
  const ids = [...names.keys()];
  const rows = await ctx.db.prisma.run.findMany({
    where: { primaryId: { in: ids }, standbyId: { in: ids }, ...(input.planId ? { planId: input.planId } : {}) },
    include: { plan: { include: { versions: true } }, steps: true, journal: true },
    orderBy: { requestedAt: "desc" },
    take: MAX_RUNS,
  });
  return rows.map((run) => ({
    id: RunId.parse(run.id),
    planId: PlanId.parse(run.planId),
    planName: run.plan.name,
    primaryName: names.get(run.primaryId) ?? "",
    standbyName: names.get(run.standbyId) ?? "",
    phase: RunPhase.parse(run.phase),
    phaseMessage: run.phaseMessage,
    rtoSeconds: PlanSpec.parse(run.plan.versions.find((version) => version.number === run.planVersion)?.spec).spec.rtoSeconds,
    requestedByName: run.requestedByName,
    requestedAt: run.requestedAt,
    finishedAt: run.finishedAt,
    recoveryMs: runTimes(run, run.steps, run.journal).recoveryMs,
  }));
}
