// node check-source.mjs [--root folder]: the rules of this house that no linter knows. Each says what to do instead.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sourceFiles } from "./source-files.mjs";
import { auditInTransaction } from "./source-rules/audit-in-transaction.mjs";
import { deadlinesHeld } from "./source-rules/deadlines-held.mjs";
import { documentedExports } from "./source-rules/documented-exports.mjs";
import { environmentAtTheEdge } from "./source-rules/environment-at-the-edge.mjs";
import { fileLength } from "./source-rules/file-length.mjs";
import { noBarrels } from "./source-rules/no-barrels.mjs";
import { noFixedSleeps } from "./source-rules/no-fixed-sleeps.mjs";
import { noSilentSkips } from "./source-rules/no-silent-skips.mjs";
import { parseSource } from "./source-rules/syntax.mjs";
import { testsExpect } from "./source-rules/tests-expect.mjs";
import { trpcInOnePlace } from "./source-rules/trpc-in-one-place.mjs";

const rules = [
  auditInTransaction,
  deadlinesHeld,
  documentedExports,
  environmentAtTheEdge,
  fileLength,
  noBarrels,
  noFixedSleeps,
  noSilentSkips,
  testsExpect,
  trpcInOnePlace,
];

const { values } = parseArgs({ options: { root: { type: "string" } } });
const root = values.root ?? fileURLToPath(new URL("../..", import.meta.url));
const folders = ["apps", "packages", "bench", "e2e", "tooling"];
const code = sourceFiles(root, folders, /(?<!\.d)\.(tsx?|mjs)$/);
const others = sourceFiles(root, folders, /\.(go|css|sh)$/);

const sources = new Map();
/** A file of the repository, parsed once; undefined when there is none. */
function read(path) {
  if (!sources.has(path)) {
    const file = join(root, path);
    sources.set(path, existsSync(file) ? parseSource(path, readFileSync(file, "utf8")) : undefined);
  }
  return sources.get(path);
}

const broken = new Map(rules.map((rule) => [rule, []]));
for (const path of code) {
  for (const rule of rules)
    if (rule.appliesTo(path)) for (const { line, says } of rule.check(read(path), read)) broken.get(rule).push(`${path}:${line}  ${says}`);
}
for (const path of others)
  for (const { line, says } of fileLength.check({ text: readFileSync(join(root, path), "utf8") }))
    broken.get(fileLength).push(`${path}:${line}  ${says}`);

let problems = code.length === 0 ? 1 : 0;
if (code.length === 0) console.error(`✗ There are no source files below ${root}: the check would pass by seeing nothing.`);
for (const [rule, found] of broken) {
  if (found.length === 0) continue;
  problems += found.length;
  console.error(`✗ ${rule.name}: ${rule.teaches}\n${found.map((each) => `    ${each}`).join("\n")}`);
}
console.log(`source rules: ${rules.length} rules, ${code.length + others.length} files, ${problems} problems`);
process.exitCode = problems > 0 ? 1 : 0;
