// npm run audit:verify -- --entries audit.jsonl --checkpoints audit-checkpoints.jsonl --key audit-checkpoint.pub.pem
// Checks an exported chain with nothing but the files: no database, no network, no running Holdfast.
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { AuditCheckpoint, AuditEntry } from "@holdfast/contracts/audit";
import { verifyChain } from "../src/audit/verify-chain";
import { keysIn } from "../src/pki/keys-in";

const { values } = parseArgs({
  options: { entries: { type: "string" }, checkpoints: { type: "string" }, key: { type: "string", multiple: true } },
});
if (!values.entries || !values.checkpoints || !values.key) {
  console.error("usage: audit:verify -- --entries <export.jsonl> --checkpoints <checkpoints.jsonl> --key <public key.pem> [--key ...]");
  process.exit(2);
}

async function* linesOf<T>(path: string, parse: (value: unknown) => T): AsyncGenerator<T> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      yield parse(JSON.parse(line));
    } catch {
      throw new Error(`${path}, line ${number}: this is not an entry of an audit export`);
    }
  }
}

try {
  const keys = new Map(values.key.flatMap((path) => [...keysIn(readFileSync(path, "utf8"), path)]));
  const checkpoints = [];
  for await (const checkpoint of linesOf(values.checkpoints, (line) => AuditCheckpoint.parse(line))) checkpoints.push(checkpoint);
  const verdict = await verifyChain(
    linesOf(values.entries, (line) => AuditEntry.parse(line)),
    { checkpoints, publicKeys: keys },
  );
  console.log(JSON.stringify(verdict, null, 2));
  process.exit(verdict.isIntact ? 0 : 1);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exit(2);
}
