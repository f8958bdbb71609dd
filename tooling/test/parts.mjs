// The parts of npm test, in their order: cheap and telling first.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locate } from "../testbed/locate.mjs";
import { chromiumPath } from "./browser.mjs";
import { foreground } from "./processes.mjs";
import { emptyResult, judge, readPlaywrightReport, readVitestReport } from "./reports.mjs";
import { reasonInSource } from "./skip-reasons.mjs";

/** A check that passes or fails as a whole counts as one test. */
const gate = (name, command) => ({
  name,
  async run() {
    const code = await foreground(command);
    return code === 0 ? { ...emptyResult(), passed: 1 } : { ...emptyResult(), failed: [`${command.join(" ")} ended with code ${code}`] };
  },
});

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-report-"));
  const file = join(folder, "report.json");
  try {
    const code = await work(file);
    return { code, report: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const vitestProject = (name, reasonFor, prepare = async () => undefined) => ({
  name,
  async run() {
    await prepare();
    const { code, report } = await withReport((file) =>
      foreground([
        "npx",
        "--no-install",
        "vitest",
        "run",
        "--project",
        name,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
      ]),
    );
    return judge(name, report ? readVitestReport(report, reasonFor) : emptyResult(), code);
  },
});

const NO_BROWSER = "there is no Chromium: set CHROMIUM_PATH, or run npx playwright install chromium";

async function runPlaywright(name) {
  const browser = chromiumPath();
  if (!browser && process.env.CI) return { ...emptyResult(), failed: [`CI must run ${name}: ${NO_BROWSER}`] };
  // Without a browser the tests are only listed, so that each can be named as skipped.
  const only = browser ? [] : ["--list"];
  const { code, report } = await withReport((file) =>
    foreground(["npx", "--no-install", "playwright", "test", ...only, "--reporter=line,json"], {
      cwd: "e2e",
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(browser ? { CHROMIUM_PATH: browser } : {}) },
    }),
  );
  if (!report) return judge(name, emptyResult(), code);
  const result = readPlaywrightReport(report);
  if (browser) return judge(name, result, code);
  const skipped = result.skipped.map((test) => ({ ...test, reason: NO_BROWSER }));
  return judge(name, { ...result, skipped, notes: [`ALL BROWSER TESTS ARE SKIPPED: ${NO_BROWSER}`] }, code);
}

function realReason(path, titles) {
  const { missing, problem } = locate("kube");
  if (missing.length === 0) return reasonInSource(path, titles);
  return `the test bed is not built: npm run testbed:build${problem ? ` (${problem})` : ""}`;
}

/** In CI the bed must be there. A build that runs in the background already is waited for; one that failed is tried again. */
async function ensureTestbed() {
  if (process.env.CI) await foreground([process.execPath, "tooling/testbed/build.mjs", "kube", "signals", "policy", "cel", "gatekeeper"]);
}

/** Every part by the name that --only takes. */
export const parts = [
  gate("lint", ["npx", "--no-install", "biome", "check", "--error-on-warnings", "."]),
  gate("typecheck", ["npm", "run", "-s", "typecheck"]),
  gate("architecture", ["npm", "run", "-s", "architecture"]),
  gate("rules", ["npm", "run", "-s", "rules"]),
  gate("deadcode", ["npm", "run", "-s", "deadcode"]),
  gate("checks", ["npm", "run", "-s", "checks"]),
  vitestProject("pure", reasonInSource),
  vitestProject("store", reasonInSource),
  vitestProject("real", realReason, ensureTestbed),
  vitestProject("system", realReason, ensureTestbed),
  { name: "e2e", run: () => runPlaywright("e2e") },
];
