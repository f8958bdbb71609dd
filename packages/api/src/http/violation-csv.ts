import type { ViolationRow } from "@holdfast/contracts/compliance";
import { stringify } from "csv-stringify/sync";

const COLUMNS: readonly { readonly header: string; readonly of: (row: ViolationRow) => string | number | null }[] = [
  { header: "policy", of: (row) => row.policyName },
  { header: "version", of: (row) => row.version },
  { header: "rule", of: (row) => row.rule },
  { header: "cluster", of: (row) => row.clusterName },
  { header: "kind", of: (row) => row.kind },
  { header: "namespace", of: (row) => row.namespace },
  { header: "name", of: (row) => row.name },
  { header: "workload", of: (row) => `${row.workload.kind}/${row.workload.name}` },
  { header: "team", of: (row) => row.team },
  { header: "effect", of: (row) => row.effect },
  { header: "message", of: (row) => row.message },
  { header: "state", of: (row) => row.state },
  { header: "first_seen", of: (row) => row.firstSeen.toISOString() },
  { header: "last_seen", of: (row) => row.lastSeen.toISOString() },
  { header: "resolved_at", of: (row) => row.resolvedAt?.toISOString() ?? null },
  { header: "waiver", of: (row) => row.waiverId },
  { header: "id", of: (row) => row.id },
];

/** Violations as CSV (RFC 4180), a part at a time. A text that a spreadsheet would take for a formula is shown as the text that it is. */
export async function* violationCsv(parts: AsyncIterable<readonly ViolationRow[]>): AsyncGenerator<string> {
  const lines = (rows: (string | number | null)[][]) => stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
  yield lines([COLUMNS.map(({ header }) => header)]);
  for await (const rows of parts) yield lines(rows.map((row) => COLUMNS.map(({ of }) => of(row))));
}

/** Violations as one JSON array, a part at a time. */
export async function* violationJson(parts: AsyncIterable<readonly ViolationRow[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const rows of parts)
    for (const row of rows) {
      yield `${separator}${JSON.stringify(row)}`;
      separator = ",\n";
    }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
