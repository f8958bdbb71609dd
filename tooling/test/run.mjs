// npm test [-- --only part[,part]] [--bail]: every gate and every test, in order, with their output as it comes. Ends with a
// table, the skipped tests by name, and as its last line "N passed, N failed". What a machine lacks is skipped loudly;
// with CI set that is a failure.
import { parseArgs } from "node:util";
import { parts } from "./parts.mjs";
import { emptyResult } from "./reports.mjs";
import { isGreen, summary } from "./summary.mjs";

function wantedParts() {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true }, bail: { type: "boolean", default: false } } });
  const only = (values.only ?? []).flatMap((each) => each.split(","));
  const unknown = only.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`there is no part ${unknown.join(", ")}; the parts are ${parts.map(({ name }) => name).join(", ")}`);
    process.exit(2);
  }
  return { wanted: only.length === 0 ? parts : parts.filter(({ name }) => only.includes(name)), bail: values.bail };
}

const { wanted, bail } = wantedParts();
const outcomes = [];
for (const { name, run } of wanted) {
  const isStopped = bail && !isGreen(outcomes);
  if (!isStopped) console.log(`\n=== ${name} ===`);
  const started = performance.now();
  const result = isStopped ? emptyResult() : await run();
  const seconds = (performance.now() - started) / 1000;
  const state = isStopped ? "not run" : result.failed.length > 0 ? "FAILED" : result.passed === 0 ? "skipped" : "passed";
  outcomes.push({ name, state, result, seconds });
  if (result.slowest.length > 0) console.log(`slowest: ${result.slowest.join(", ")}`);
  if (!isStopped) console.log(`=== ${name}: ${state} in ${seconds.toFixed(1)} s ===`);
}
console.log(`\n${summary(outcomes)}`);
process.exitCode = isGreen(outcomes) ? 0 : 1;
