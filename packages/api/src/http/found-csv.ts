import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { stringify } from "csv-stringify/sync";

const COLUMNS: readonly { readonly header: string; readonly of: (row: ObjectRow) => string | number | null }[] = [
  { header: "cluster", of: (row) => row.clusterName },
  { header: "kind", of: (row) => row.kind },
  { header: "namespace", of: (row) => row.namespace },
  { header: "name", of: (row) => row.name },
  { header: "health", of: (row) => row.health },
  { header: "status", of: (row) => row.status },
  { header: "reason", of: (row) => row.reason },
  { header: "ready", of: (row) => row.ready },
  { header: "desired", of: (row) => row.desired },
  { header: "restarts", of: (row) => row.restarts },
  { header: "node", of: (row) => row.node },
  { header: "owner", of: (row) => (row.owner ? `${row.owner.kind}/${row.owner.name}` : null) },
  { header: "images", of: (row) => row.images.join(" ") },
  {
    header: "labels",
    of: (row) =>
      Object.entries(row.labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(" "),
  },
  { header: "created", of: (row) => row.createdAt.toISOString() },
  { header: "observed", of: (row) => row.observedAt.toISOString() },
];

/** The objects as CSV (RFC 4180), a part at a time. A text that a spreadsheet would take for a formula is shown as the text that it is. */
export async function* foundCsv(parts: AsyncIterable<readonly ObjectRow[]>): AsyncGenerator<string> {
  const lines = (rows: (string | number | null)[][]) => stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
  yield lines([COLUMNS.map(({ header }) => header)]);
  for await (const rows of parts) yield lines(rows.map((row) => COLUMNS.map(({ of }) => of(row))));
}
