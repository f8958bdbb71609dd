import { type ListRuns, RunKind, type RunListRow, type RunPage } from "@holdfast/contracts/failover";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanId, RunId } from "@holdfast/contracts/ids";
import { PlanSpec } from "@holdfast/contracts/plan";
import { WorkflowName } from "@holdfast/contracts/workflow";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { newestRuns, runCursor, runsAfter } from "./newest-runs";
import { runTimes } from "./run-times";
import { runsAmong } from "./runs-among";

const TOTAL_CAP = 10_000;
const include = { plan: true, steps: true, journal: true } as const satisfies Prisma.RunInclude;
type LoadedRun = Prisma.RunGetPayload<{ include: typeof include }>;

/** The objectives of the versions that these runs execute, by plan and number. */
async function objectives(ctx: ServiceContext, runs: readonly LoadedRun[]): Promise<(run: LoadedRun) => number> {
  const versions = await ctx.db.prisma.planVersion.findMany({
    where: { OR: runs.map((run) => ({ planId: run.planId, number: run.planVersion })) },
    select: { planId: true, number: true, spec: true },
  });
  const seconds = new Map(versions.map((each) => [`${each.planId} ${each.number}`, PlanSpec.parse(each.spec).spec.rtoSeconds]));
  return (run) => seconds.get(`${run.planId} ${run.planVersion}`) ?? 0;
}

/** A page of the runs whose sites the caller may see, the newest first. */
export async function listRuns(ctx: ServiceContext, input: ListRuns): Promise<RunPage> {
  const visible = await visibleClusters(ctx, "failover:read");
  const names = new Map(visible.map((cluster) => [cluster.id, cluster.name]));
  const where: Prisma.RunWhereInput = {
    ...(await runsAmong(ctx.db, [...names.keys()])),
    ...(input.planId ? { planId: input.planId } : {}),
    ...(input.phases.length > 0 ? { phase: { in: input.phases } } : {}),
  };
  const [found, total] = await Promise.all([
    ctx.db.prisma.run.findMany({
      where: { AND: [where, runsAfter(input.cursor)] },
      include,
      orderBy: [...newestRuns],
      take: input.limit + 1,
    }),
    ctx.db.prisma.run.count({ where, take: TOTAL_CAP }),
  ]);
  const page = found.slice(0, input.limit);
  const rtoSeconds = await objectives(ctx, page);
  const row = (run: LoadedRun): RunListRow => ({
    id: RunId.parse(run.id),
    planId: PlanId.parse(run.planId),
    planName: run.plan.name,
    workflow: WorkflowName.parse(run.workflow),
    kind: RunKind.parse(run.kind),
    primaryName: names.get(run.primaryId) ?? "",
    standbyName: names.get(run.standbyId) ?? "",
    phase: RunPhase.parse(run.phase),
    phaseMessage: run.phaseMessage,
    phasePhrase: phraseOfRow(run.phasePhrase),
    rtoSeconds: rtoSeconds(run),
    requestedByName: run.requestedByName,
    requestedAt: run.requestedAt,
    finishedAt: run.finishedAt,
    recoveryMs: runTimes(run, run.steps, run.journal).recoveryMs,
  });
  const last = page.at(-1);
  return {
    rows: page.map(row),
    nextCursor: last && found.length > input.limit ? runCursor(last) : null,
    total,
    isTotalCapped: total >= TOTAL_CAP,
  };
}
