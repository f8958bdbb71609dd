import { RunPhase } from "@holdfast/contracts/failover-phase";
import { type RunReportView, RunStatement } from "@holdfast/contracts/run-report";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import type { ServiceContext } from "../context/service-context";
import { visibleRun } from "../failover/failover-target";
import { payloadOf } from "./dsse";

/** The signed report of a run, as it was signed; none while the run goes on, or until a hub has signed it. */
export async function getRunReport(ctx: ServiceContext, runId: string): Promise<RunReportView> {
  const { run } = await visibleRun(ctx, runId);
  const row = await ctx.db.prisma.runReport.findUnique({ where: { runId: run.id }, omit: { pdf: true } });
  if (!row) return { hasEnded: isTerminal(RunPhase.parse(run.phase)), signed: null };
  const { statementHash, keyId, signedAt } = row;
  const report = RunStatement.parse(JSON.parse(payloadOf(row.envelope))).predicate;
  return { hasEnded: true, signed: { report, statementHash, keyId, signedAt } };
}
