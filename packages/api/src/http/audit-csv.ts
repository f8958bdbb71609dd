import type { AuditEntry } from "@holdfast/contracts/audit";
import { stringify } from "csv-stringify/sync";

const COLUMNS: readonly { readonly header: string; readonly of: (entry: AuditEntry) => string | number | null }[] = [
  { header: "entry", of: (entry) => entry.seq },
  { header: "at", of: (entry) => entry.at },
  { header: "who", of: (entry) => entry.actor.name },
  { header: "as", of: (entry) => entry.actor.kind },
  { header: "who_id", of: (entry) => entry.actor.id },
  { header: "what", of: (entry) => entry.action },
  { header: "outcome", of: (entry) => entry.outcome },
  { header: "target_kind", of: (entry) => entry.target.kind },
  { header: "target", of: (entry) => entry.target.name },
  { header: "target_id", of: (entry) => entry.target.id },
  { header: "cluster_id", of: (entry) => entry.target.clusterId },
  { header: "reason", of: (entry) => entry.reason },
  { header: "decided_by", of: (entry) => entry.decision?.policies.join(" ") ?? null },
  { header: "before", of: ({ before }) => (before === null ? null : JSON.stringify(before)) },
  { header: "after", of: ({ after }) => (after === null ? null : JSON.stringify(after)) },
  { header: "request", of: (entry) => entry.requestId },
  { header: "hash", of: (entry) => entry.hash },
];

/** Entries as CSV (RFC 4180), a part at a time. A text that a spreadsheet would take for a formula is shown as the text that it is. */
export async function* auditCsv(parts: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  const lines = (rows: (string | number | null)[][]) => stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
  yield lines([COLUMNS.map(({ header }) => header)]);
  for await (const entries of parts) yield lines(entries.map((entry) => COLUMNS.map(({ of }) => of(entry))));
}
