import { createHash } from "node:crypto";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import { RUN_REPORT_TYPE, type RunReport, RunStatement } from "@holdfast/contracts/run-report";
import { transact } from "@holdfast/db/transact";
import { deriveReport } from "@holdfast/domain/report/derive-report";
import { isTerminal, phaseMoves } from "@holdfast/domain/run/phase-machine";
import type { ServiceContext } from "../context/service-context";
import type { SigningKey } from "../pki/signing-key";
import { signStatement } from "./dsse";
import { loadRunRecord } from "./load-run-record";
import { reportFile } from "./report-files";

/** Puts a report on paper; the same report makes the same bytes. */
export type RenderReport = (report: RunReport) => Promise<Uint8Array>;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const ENDED = (Object.keys(phaseMoves) as RunPhase[]).filter(isTerminal);

/** The statement about a run: its report, bound to what was approved and to the bytes of its PDF. */
export const statementOf = (report: RunReport, pdf: Uint8Array): RunStatement =>
  RunStatement.parse({
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      { name: `run/${report.run.id}`, digest: { sha256: report.request.subjectHash } },
      { name: reportFile(report.run.id, "pdf"), digest: { sha256: sha256(pdf) } },
    ],
    predicateType: RUN_REPORT_TYPE,
    predicate: report,
  });

/** What the ledger lists and narrows by. Ten days and more of waiting for people don't fit a column, and nobody compares them. */
const MOST_MS = 2_147_483_647;
const column = (ms: number | null) => (ms === null ? null : Math.min(ms, MOST_MS));

const measured = ({ times, losses }: RunReport) => ({
  detectMs: column(times.detectMs),
  decideMs: column(times.decideMs),
  actMs: column(times.actMs),
  verifyMs: column(times.verifyMs),
  recoveryMs: column(times.recoveryMs),
  rtoSeconds: times.rtoSeconds,
  isWithinRto: times.isWithinRto,
  ...(losses === undefined ? {} : { losses }),
});

/** The runs that have ended and have no report yet, but for `except`, the one that has waited longest first. */
export async function runsToReport(ctx: ServiceContext, limit: number, except: readonly string[] = []): Promise<string[]> {
  const rows = await ctx.db.prisma.run.findMany({
    where: {
      ...{ phase: { in: ENDED }, finishedAt: { not: null }, report: { is: null }, id: { notIn: [...except] } },
      // What a drill proves stands in its report, so that waits for the judgement.
      NOT: { drillProof: { is: { verdict: "pending" } } },
    },
    orderBy: { finishedAt: "asc" },
    select: { id: true },
    take: limit,
  });
  return rows.map((row) => row.id);
}

/**
 * Makes the report of a run that has ended, signs it and keeps it; its hash goes into the audit chain. Returns false when the run has
 * not ended or has its report already: there is one, and it is never written anew.
 */
export async function signRunReport(ctx: ServiceContext, key: SigningKey, render: RenderReport, runId: string): Promise<boolean> {
  const record = await loadRunRecord(ctx.db.prisma, runId);
  if (!record) return false;
  const report = deriveReport(record);
  const pdf = await render(report);
  const { text: envelope, statementHash } = signStatement(statementOf(report, pdf), key);
  return transact(ctx.db, ctx.now, async (unit) => {
    const { keyId, publicKeyPem } = key;
    const { count } = await unit.tx.runReport.createMany({
      data: [{ ...measured(report), runId, envelope, statementHash, keyId, publicKeyPem, pdf: Buffer.from(pdf), signedAt: ctx.now() }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    unit.audit({
      ...{ actor: ctx.actor, action: "failover.report-signed", outcome: "succeeded", reason: null, before: null, decision: null },
      target: { kind: "run", id: runId, name: report.plan.name, clusterId: null },
      after: { statementHash, keyId, chainHead: report.chain.head },
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "failover.reported",
      clusterIds: [report.run.primary.id, report.run.standby.id],
      subject: { kind: "run", id: runId },
      payload: { statementHash },
    });
    return true;
  });
}
