import type { LedgerRow } from "@holdfast/contracts/ledger";
import { stringify } from "csv-stringify/sync";

const COLUMNS: readonly { readonly header: string; readonly of: (row: LedgerRow) => string | number | boolean | null }[] = [
  { header: "run", of: (row) => row.id },
  { header: "requested_at", of: (row) => row.requestedAt.toISOString() },
  { header: "finished_at", of: (row) => row.finishedAt.toISOString() },
  { header: "group", of: (row) => row.group },
  { header: "plan", of: (row) => row.planName },
  { header: "workflow", of: (row) => row.workflow },
  { header: "kind", of: (row) => row.kind },
  { header: "from", of: (row) => row.primaryName },
  { header: "to", of: (row) => row.standbyName },
  { header: "outcome", of: (row) => row.phase },
  { header: "detect_ms", of: (row) => row.detectMs },
  { header: "decide_ms", of: (row) => row.decideMs },
  { header: "act_ms", of: (row) => row.actMs },
  { header: "verify_ms", of: (row) => row.verifyMs },
  { header: "recovery_ms", of: (row) => row.recoveryMs },
  { header: "rto_seconds", of: (row) => row.rtoSeconds },
  { header: "within_rto", of: (row) => (row.isWithinRto === null ? null : String(row.isWithinRto)) },
  { header: "drill_verdict", of: ({ drillVerdict }) => drillVerdict ?? null },
  { header: "losses", of: ({ losses }) => (losses === undefined ? null : JSON.stringify(losses)) },
];

/** Runs as CSV (RFC 4180), a part at a time. A text that a spreadsheet would take for a formula is shown as the text that it is. */
export async function* ledgerCsv(parts: AsyncIterable<readonly LedgerRow[]>): AsyncGenerator<string> {
  const lines = (rows: (string | number | boolean | null)[][]) => stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
  yield lines([COLUMNS.map(({ header }) => header)]);
  for await (const rows of parts) yield lines(rows.map((row) => COLUMNS.map(({ of }) => of(row))));
}

/** Runs as one JSON array, a part at a time. */
export async function* ledgerJson(parts: AsyncIterable<readonly LedgerRow[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const rows of parts)
    for (const row of rows) {
      yield `${separator}${JSON.stringify(row)}`;
      separator = ",\n";
    }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
