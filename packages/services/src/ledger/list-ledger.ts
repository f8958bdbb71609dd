import { DrillVerdict } from "@holdfast/contracts/drill";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanId, RunId } from "@holdfast/contracts/ids";
import { LedgerKind, type LedgerPage, type LedgerRow, type ListLedger } from "@holdfast/contracts/ledger";
import { ReportedLoss } from "@holdfast/contracts/run-report";
import { WorkflowName } from "@holdfast/contracts/workflow";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { newestRuns, runCursor, runsAfter } from "../failover/newest-runs";
import { runsAmong } from "../failover/runs-among";
import { ledgerSites, ledgerWhere } from "./ledger-where";

const TOTAL_CAP = 10_000;
const include = {
  plan: true,
  group: true,
  drillProof: true,
  report: { omit: { pdf: true, envelope: true } },
} as const satisfies Prisma.RunInclude;
type LoadedRun = Prisma.RunGetPayload<{ include: typeof include }>;

function rowOf(run: LoadedRun, sites: ReadonlyMap<string, string>): LedgerRow[] {
  const { report, finishedAt } = run;
  if (!report || !finishedAt) return [];
  const { detectMs, decideMs, actMs, verifyMs, recoveryMs, rtoSeconds, isWithinRto } = report;
  const losses = z.array(ReportedLoss).safeParse(report.losses);
  return [
    {
      ...{ id: RunId.parse(run.id), planId: PlanId.parse(run.planId), planName: run.plan.name, group: run.group.name },
      ...{ workflow: WorkflowName.parse(run.workflow), kind: LedgerKind.parse(run.kind), phase: RunPhase.parse(run.phase) },
      ...{ primaryName: sites.get(run.primaryId) ?? "", standbyName: sites.get(run.standbyId) ?? "" },
      ...{ requestedAt: run.requestedAt, finishedAt, detectMs, decideMs, actMs, verifyMs, recoveryMs, rtoSeconds, isWithinRto },
      ...(run.drillProof ? { drillVerdict: DrillVerdict.parse(run.drillProof.verdict) } : {}),
      ...(losses.success ? { losses: losses.data } : {}),
    },
  ];
}

/** A page of the runs that have ended and whose sites the caller may see, real ones and drills, the newest first. */
export async function listLedger(ctx: ServiceContext, { cursor, limit, ...filter }: ListLedger): Promise<LedgerPage> {
  const sites = await ledgerSites(ctx);
  const where = ledgerWhere(await runsAmong(ctx.db, [...sites.keys()]), filter);
  const [found, total] = await Promise.all([
    ctx.db.prisma.run.findMany({ where: { AND: [where, runsAfter(cursor)] }, include, orderBy: [...newestRuns], take: limit + 1 }),
    ctx.db.prisma.run.count({ where, take: TOTAL_CAP }),
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.flatMap((run) => rowOf(run, sites)),
    nextCursor: last && found.length > limit ? runCursor(last) : null,
    total,
    isTotalCapped: total >= TOTAL_CAP,
  };
}
