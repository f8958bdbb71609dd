import { createHash } from "node:crypto";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { ReportEnvelope, type RunReport, RunStatement } from "@holdfast/contracts/run-report";
import { entryHash } from "@holdfast/db/audit/entry-hash";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { HOLE } from "@holdfast/domain/secret/scrub";
import canonicalize from "canonicalize";
import { signerOf } from "./dsse";

/** What a report is checked against. All but the keys may be left out; then that is not checked. */
export interface ReportWitness {
  /** Public keys (PEM) by key id. */
  readonly publicKeys: ReadonlyMap<string, string>;
  /** The run that it should be about. */
  readonly runId?: string | undefined;
  /** The file that should be the same on paper. */
  readonly pdf?: Uint8Array | undefined;
  /** Entries of the audit chain, from an export that is verified by itself. */
  readonly entries?: readonly AuditEntry[] | undefined;
}

/** What a verifier says of a report. `problems` is empty exactly when it holds. */
export interface ReportVerdict {
  readonly isGenuine: boolean;
  readonly keyId: string | null;
  readonly statementHash: string | null;
  readonly problems: readonly string[];
  /** What the statement says; null when it could not be read. Believe it only when it is genuine. */
  readonly report: RunReport | null;
}

const refused = (problem: string): ReportVerdict => ({
  ...{ isGenuine: false, keyId: null, statementHash: null, report: null },
  problems: [problem],
});

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

/** A base64 text as this process would write it. */
const rewritten = (base64: string) => Buffer.from(base64, "base64").toString("base64");

function read<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

/** Whether the report's own figures hang together: what was approved is what ran. */
function innerProblems({ run, plan, request, approvals, evaluation, chain }: RunReport): string[] {
  const problems: string[] = [];
  const subject = {
    ...run,
    ...{ runId: run.id, planId: plan.id, planVersion: plan.version, planContentHash: plan.contentHash },
    mode: run.approvedMode ?? run.mode,
  };
  const of = { evaluationId: evaluation.id, evaluationContentHash: evaluation.contentHash };
  const otherIds = (run.others ?? []).map((other) => other.id);
  const by = {
    primaryId: run.primary.id,
    standbyId: run.standby.id,
    otherIds,
    requestedById: request.byId,
    approvalsRequired: approvals.required,
    parentHash: run.parent?.subjectHash ?? null,
  };
  // A reason with a hole in it is not the one that was hashed.
  if (!run.reason.includes(HOLE) && subjectHash({ ...subject, ...of, ...by }) !== request.subjectHash)
    problems.push("The subject hash is not that of the plan, the evaluation and the sites of this report.");
  for (const each of approvals.decisions)
    if (each.step === null && each.subjectHash !== (run.armingHash ?? run.parent?.subjectHash ?? request.subjectHash))
      problems.push(`The decision of ${each.byName} is about something else.`);
  const last = chain.entries.at(-1);
  if (last?.seq !== chain.head.seq || last.hash !== chain.head.hash) problems.push("The head of the chain is not the run's last entry.");
  if (chain.entries.some((entry, i) => i > 0 && entry.seq <= (chain.entries[i - 1]?.seq ?? 0)))
    problems.push("The entries of the chain are not in their order.");
  return problems;
}

function chainProblems(report: RunReport, entries: readonly AuditEntry[], statementHash: string): string[] {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const problems = report.chain.entries.flatMap(({ seq, hash }) => {
    const entry = bySeq.get(seq);
    if (!entry) return [`Entry ${seq} of the audit chain is not in the export.`];
    return entry.hash === hash && entryHash(entry) === hash ? [] : [`Entry ${seq} of the audit chain is another than the report's.`];
  });
  const own = entries.find((entry) => entry.action === "failover.report-signed" && entry.target.id === report.run.id);
  const said = (own?.after ?? {}) as { statementHash?: unknown };
  if (own && said.statementHash !== statementHash)
    problems.push(`Entry ${own.seq} of the audit chain is about another report of this run.`);
  return problems;
}

/** Checks a report by nothing but what is given: no database, no network, no clock. Finds every changed byte of it, and one that was swapped. */
export function verifyReport(text: string, { publicKeys, runId, pdf, entries }: ReportWitness): ReportVerdict {
  const envelope = read(() => ReportEnvelope.parse(JSON.parse(text)));
  if (!envelope) return refused("This is no report: it is no DSSE envelope of an in-toto statement, or it was cut off.");
  // Base64 has bits that nobody reads at its end: only one way to write it counts.
  const isExact = [envelope.payload, ...envelope.signatures.map((each) => each.sig)].every((each) => rewritten(each) === each);
  if (!isExact || canonicalize(envelope) !== text.replace(/\n$/, ""))
    return refused("The envelope was written anew: it is not the canonical JSON that was kept.");
  const keyId = signerOf(envelope, publicKeys);
  if (keyId === null) return refused(`No known key has signed this: it says ${envelope.signatures.map((each) => each.keyid).join(", ")}.`);
  const payload = Buffer.from(envelope.payload, "base64").toString();
  if (Buffer.from(payload).toString("base64") !== envelope.payload) return refused("What was signed is no text (UTF-8).");
  const statement = read(() => RunStatement.parse(JSON.parse(payload)));
  if (!statement) return refused("What was signed is no statement about a run.");
  const report = statement.predicate;
  const statementHash = sha256(payload);
  const [about, paper] = statement.subject;
  const problems = innerProblems(report);
  if (about.name !== `run/${report.run.id}` || about.digest.sha256 !== report.request.subjectHash)
    problems.push("The statement is about another run than its report.");
  if (runId !== undefined && runId !== report.run.id) problems.push(`This is the report of run ${report.run.id}, not of ${runId}.`);
  if (pdf !== undefined && sha256(pdf) !== paper.digest.sha256) problems.push("The PDF is not the one that belongs to this report.");
  if (entries !== undefined) problems.push(...chainProblems(report, entries, statementHash));
  return { isGenuine: problems.length === 0, keyId, statementHash, problems, report };
}
