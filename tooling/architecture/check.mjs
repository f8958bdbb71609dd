// node check.mjs [--write] [--root folder]: holds the import table. --write makes the table of ARCHITECTURE.md anew.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cruiseTree } from "./cruise.mjs";
import { importTableMarkdown } from "./rules.mjs";

const BEGIN = /<!-- imports:begin[^>]*-->/;
const END = "<!-- imports:end -->";

function tableProblems(root, isWriting) {
  const file = join(root, "ARCHITECTURE.md");
  const text = readFileSync(file, "utf8");
  const begin = BEGIN.exec(text);
  const end = text.indexOf(END);
  if (!begin || end < begin.index) return ["ARCHITECTURE.md has lost its imports:begin and imports:end markers."];
  const fresh = `${text.slice(0, begin.index)}${begin[0]}\n\n${importTableMarkdown()}\n\n${text.slice(end)}`;
  if (fresh === text) return [];
  if (!isWriting) return ['The import table of ARCHITECTURE.md is stale: run "npm run architecture -- --write".'];
  writeFileSync(file, fresh);
  return [];
}

const { values } = parseArgs({ options: { write: { type: "boolean", default: false }, root: { type: "string" } } });
const root = values.root ?? fileURLToPath(new URL("../..", import.meta.url));
const { files, modules, dependencies, problems } = await cruiseTree(root);
const all = [...problems, ...tableProblems(root, values.write)];
for (const problem of all) console.error(`✗ ${problem}`);
console.log(`architecture: ${modules} modules of ${files} files, ${dependencies} imports, ${all.length} problems`);
process.exitCode = all.length > 0 ? 1 : 0;
