// Reads the JSON reports of the two runners into one shape: how many passed, which failed, which were skipped and why.
import { stripVTControlCharacters } from "node:util";

/** What a part came to. `skipped` and `failed` name tests; `notes` are lines for the reader; `slowest` are its slowest files. */
export const emptyResult = () => ({ passed: 0, failed: [], skipped: [], notes: [], slowest: [] });

const SHOWN_FILES = 8;

/** The files that took longest, each as `name 12 s`: where a gate that has grown too long is to be cut. */
export const slowestOf = (msOfFiles) =>
  [...msOfFiles]
    .sort(([, one], [, other]) => other - one)
    .slice(0, SHOWN_FILES)
    .map(([name, ms]) => `${name} ${Math.round(ms / 1000)} s`);

// What follows a message is the place in the code, or the page as it was: for the report itself.
const ENDS = /\n\s+at |\n\s*Call log:|\n\s*\d+ \|/;
const LONGEST = 400;

/** The first words of why a test failed, in one line; empty when its runner did not say. */
export const whyOf = (message = "") => {
  const [text] = stripVTControlCharacters(message).split(ENDS);
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const failedTest = (name, message) => [name, whyOf(message)].filter(Boolean).join(": ");

const relativeTo = (folder, file) => (file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file);

/** Vitest's JSON report. `reasonFor(file, titles)` says why a test did not run. */
export function readVitestReport(report, reasonFor) {
  const result = emptyResult();
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      const titles = [...test.ancestorTitles.filter(Boolean), test.title];
      const name = titles.join(" > ");
      if (test.status === "passed") result.passed += 1;
      else if (test.status === "failed") result.failed.push(failedTest(name, test.failureMessages?.[0]));
      else result.skipped.push({ name, reason: reasonFor(file.name, titles) });
    }
    // A file that could not be loaded, or whose hooks failed, may hold no failed test.
    if (file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"))
      result.failed.push(failedTest(file.name, file.message));
  }
  const took = report.testResults.map((file) => [relativeTo(process.cwd(), file.name), file.endTime - file.startTime]);
  return { ...result, slowest: slowestOf(took.filter(([, ms]) => ms >= 0)) };
}

function* specsOf(suite, titles = []) {
  for (const spec of suite.specs ?? []) yield { spec, titles: [...titles, spec.title] };
  for (const child of suite.suites ?? []) yield* specsOf(child, [...titles, child.title]);
}

/** Playwright's JSON report. A flaky test passed, and is named. */
export function readPlaywrightReport(report) {
  const result = emptyResult();
  for (const suite of report.suites ?? [])
    for (const { spec, titles } of specsOf(suite, [suite.title]))
      for (const test of spec.tests) {
        const name = titles.filter(Boolean).join(" > ");
        if (test.status === "expected" || test.status === "flaky") result.passed += 1;
        if (test.status === "flaky") result.notes.push(`flaky: ${name} passed only when it was tried again`);
        if (test.status === "unexpected") result.failed.push(failedTest(name, test.results?.at(-1)?.errors?.[0]?.message));
        if (test.status === "skipped") result.skipped.push({ name, reason: skipReason(test) });
      }
  for (const error of report.errors ?? []) result.failed.push(error.message ?? "Playwright reports an error without a message");
  const results = (suite) => [...specsOf(suite)].flatMap(({ spec }) => spec.tests.flatMap((test) => test.results ?? []));
  const took = (report.suites ?? []).map((suite) => [suite.title, results(suite).reduce((sum, { duration }) => sum + duration, 0)]);
  return { ...result, slowest: slowestOf(took.filter(([, ms]) => ms > 0)) };
}

const skipReason = ({ annotations = [] }) =>
  annotations.find(({ type, description }) => (type === "skip" || type === "fixme") && description)?.description ?? "no reason is given";

/** Turns what a runner said into what counts: a part that saw nothing, or ended badly without a failed test, has failed. */
export function judge(name, result, exitCode) {
  const total = result.passed + result.failed.length + result.skipped.length;
  if (total === 0) return { ...result, failed: [`${name} saw no test at all`] };
  if (exitCode !== 0 && result.failed.length === 0)
    return { ...result, failed: [`${name} ended with code ${exitCode} although no test failed`] };
  return result;
}
