import { Fault } from "@holdfast/contracts/fault";
import type { TakeReport } from "@holdfast/contracts/run-report";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { runTarget, visibleRun } from "../failover/failover-target";
import { reportFile } from "./report-files";

/** A file that somebody takes away. */
export interface TakenReport {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Hands out a run's report: the signed statement, its PDF, or the key that it was signed with, of those that the installation publishes
 * now or had when it signed. That it was taken is in the audit chain first. Throws `NotFound` while there is none.
 */
export async function takeRunReport(
  ctx: ServiceContext,
  { runId, format }: TakeReport,
  publicKeys: ReadonlyMap<string, string>,
): Promise<TakenReport> {
  const { run, sites } = await visibleRun(ctx, runId);
  const attempt = { action: "failover.report-export", target: runTarget(run) };
  const decision = await authorise(ctx, { permission: "failover:read", ...attempt, clusters: sites });
  const row = await ctx.db.prisma.runReport.findUnique({ where: { runId: run.id } });
  if (!row) throw new Fault("NotFound", worded("ReportAbsent"));
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, before: null, decision, requestId: ctx.requestId },
      after: { format, statementHash: row.statementHash },
    }),
  );
  if (format === "pdf") return { name: reportFile(run.id, "pdf"), bytes: row.pdf };
  if (format === "json") return { name: reportFile(run.id, "json"), bytes: Buffer.from(`${row.envelope}\n`) };
  const keys = new Map([...publicKeys, [row.keyId, row.publicKeyPem]]);
  return { name: "report-keys.pem", bytes: Buffer.from([...keys.values()].join("")) };
}
