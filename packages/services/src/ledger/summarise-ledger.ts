import { RunId } from "@holdfast/contracts/ids";
import { type LedgerFilter, LedgerKind, type LedgerSummary } from "@holdfast/contracts/ledger";
import { percentile } from "@holdfast/domain/forecast/percentile";
import type { ServiceContext } from "../context/service-context";
import { newestRuns } from "../failover/newest-runs";
import { runsAmong } from "../failover/runs-among";
import { ledgerSites, ledgerWhere } from "./ledger-where";

/** So many of the newest runs are counted; an installation has that many after decades. */
const MOST_RUNS = 10_000;
const MOST_POINTS = 200;

/** What the runs of a filter say together: how many held their objective, how long a recovery takes, and how that moved. */
export async function summariseLedger(ctx: ServiceContext, filter: LedgerFilter): Promise<LedgerSummary> {
  const sites = await ledgerSites(ctx);
  const among = await runsAmong(ctx.db, [...sites.keys()]);
  const [runs, groups] = await Promise.all([
    ctx.db.prisma.run.findMany({
      where: ledgerWhere(among, filter),
      select: {
        ...{ id: true, kind: true, phase: true, finishedAt: true, group: { select: { name: true } } },
        report: { select: { recoveryMs: true, rtoSeconds: true, isWithinRto: true } },
      },
      orderBy: [...newestRuns],
      take: MOST_RUNS,
    }),
    ctx.db.prisma.protectionGroup.findMany({
      where: { runs: { some: { ...among, kind: { in: [...LedgerKind.options] } } } },
      select: { name: true },
      orderBy: { name: "asc" },
    }),
  ]);
  const points = runs.flatMap(({ id, kind, finishedAt, group, report }) =>
    finishedAt && report?.recoveryMs != null
      ? [
          {
            id: RunId.parse(id),
            kind: LedgerKind.parse(kind),
            group: group.name,
            finishedAt,
            recoveryMs: report.recoveryMs,
            rtoSeconds: report.rtoSeconds,
          },
        ]
      : [],
  );
  const recoveries = points.map((point) => point.recoveryMs);
  return {
    runs: runs.length,
    succeeded: runs.filter((run) => run.phase === "Succeeded").length,
    withinRto: runs.filter((run) => run.report?.isWithinRto === true).length,
    overRto: runs.filter((run) => run.report?.isWithinRto === false).length,
    p50Ms: percentile(recoveries, 0.5),
    p95Ms: percentile(recoveries, 0.95),
    points: points.slice(0, MOST_POINTS).reverse(),
    groups: groups.map((group) => group.name),
  };
}
