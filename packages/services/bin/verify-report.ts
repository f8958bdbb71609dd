// npm run report:verify -- --report holdfast-run-<id>.dsse.json --key report-keys.pem [--run <id>] [--pdf <file>] [--entries audit.jsonl] [--print]
// Checks the report of a run with nothing but files: no database, no network, no running Holdfast.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { AuditEntry } from "@holdfast/contracts/audit";
import { keysIn } from "../src/pki/keys-in";
import { verifyReport } from "../src/reports/verify-report";

const USAGE =
  "usage: report:verify -- --report <run.dsse.json> --key <public keys.pem> [--key ...] [--run <id>] [--pdf <file>] [--entries <audit.jsonl>] [--print]";

const text = { type: "string" } as const;
const options = {
  report: text,
  key: { type: "string", multiple: true },
  run: text,
  pdf: text,
  entries: text,
  print: { type: "boolean" },
} as const;

/** The lines of an export of the audit trail. */
const entriesIn = (path: string) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, i) => {
      const entry = AuditEntry.safeParse(JSON.parse(line));
      if (!entry.success) throw new Error(`${path}, line ${i + 1}: this is not an entry of an audit export`);
      return entry.data;
    });

try {
  const { values } = parseArgs({ options });
  if (!values.report || !values.key) throw new Error(USAGE);
  const { report, ...verdict } = verifyReport(readFileSync(values.report, "utf8"), {
    publicKeys: new Map(values.key.flatMap((path) => [...keysIn(readFileSync(path, "utf8"), path)])),
    runId: values.run,
    pdf: values.pdf === undefined ? undefined : readFileSync(values.pdf),
    entries: values.entries === undefined ? undefined : entriesIn(values.entries),
  });
  const about = report && { run: report.run.id, plan: report.plan.name, outcome: report.outcome.phase, chainHead: report.chain.head };
  console.log(JSON.stringify({ ...verdict, ...about, ...(values.print ? { report } : {}) }, null, 2));
  process.exit(verdict.isGenuine ? 0 : 1);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exit(2);
}
