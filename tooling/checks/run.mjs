// node tooling/checks/run.mjs [name ...]: checks of the repository as a whole; by file name, or all. Run it from the top.
import { documentPaths } from "./document-paths.mjs";
import { glossaryWords } from "./glossary-words.mjs";
import { licences } from "./licences.mjs";
import { lockfile } from "./lockfile.mjs";
import { migrationDrift } from "./migration-drift.mjs";
import { oneVersion } from "./one-version.mjs";
import { prismaSchema } from "./prisma-schema.mjs";
import { privatePlacesCheck } from "./private-places.mjs";
import { reference } from "./reference.mjs";
import { sbom } from "./sbom.mjs";

const checks = {
  lockfile,
  "one-version": oneVersion,
  licences,
  sbom,
  "private-places": privatePlacesCheck,
  "document-paths": documentPaths,
  "glossary-words": glossaryWords,
  reference,
  "prisma-schema": prismaSchema,
  "migration-drift": migrationDrift,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks[name]);
if (unknown.length > 0) {
  console.error(`there is no check ${unknown.join(", ")}; the checks are ${Object.keys(checks).join(", ")}`);
  process.exit(2);
}
let failed = 0;
for (const name of wanted.length > 0 ? wanted : Object.keys(checks)) {
  const started = performance.now();
  const problems = await Promise.resolve()
    .then(() => checks[name].check())
    .catch((cause) => [`the check itself failed: ${cause.stack}`]);
  failed += problems.length > 0 ? 1 : 0;
  console.log(
    `${problems.length === 0 ? "✓" : "✗"} ${checks[name].title} (${name}, ${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  for (const problem of problems) console.error(`    ${problem}`);
}
process.exitCode = failed > 0 ? 1 : 0;
