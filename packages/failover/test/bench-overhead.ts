// npm run bench -w @holdfast/failover -- [runs] [parallel]: what the runner itself costs, with targets that answer
// at once. Prints one line of JSON: milliseconds from the approval to the last verification of a 12-step plan.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "@holdfast/db/database";
import { startPostgres } from "@holdfast/db/embedded/start-postgres";
import { deployMigrations } from "@holdfast/db/migrate/migrations";
import { startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { startRunner } from "../src/start-runner";
import { anApprovedRun, aPair, aPlan, savePlan, theRun } from "./approved-run";
import { furnish, memoryLog } from "./furnish";
import { twelveSteps } from "./twelve-steps";

const [runs = 20, parallel = 1] = process.argv.slice(2).map(Number);
const home = mkdtempSync(join(tmpdir(), "holdfast-bench-"));
const postgres = await startPostgres(home);
await deployMigrations(postgres.url);
const db = openDatabase(postgres.url, 20);
const pairs = await Promise.all(Array.from({ length: parallel }, () => aPair(db)));
const sites = pairs.map((pair) => furnish(pair));
const agents = await startFakeAgents(db, aWorld(...sites.flatMap((site) => [site.primary, site.standby])));
const runner = await startRunner({
  db,
  hubId: "bench",
  agents: agents.agents,
  links: agents.links,
  log: memoryLog(),
  now: () => new Date(),
});

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

async function once(i: number): Promise<{ totalMs: number; stepMs: number[] }> {
  const pair = pairs[i % parallel];
  if (!pair) throw new RangeError("no pair");
  const plan = aPlan(pair, twelveSteps(pair, Math.floor(i / parallel) % 2 === 0 ? 1 : 2));
  const runId = await anApprovedRun(db, pair, plan, await savePlan(db, plan));
  for (;;) {
    const run = await theRun(db, runId);
    if (run.phase === "Succeeded" && run.approvedAt && run.finishedAt) {
      const verified = run.journal.filter((line) => line.transition === "verified").map((line) => line.at.getTime());
      const starts = [run.approvedAt.getTime(), ...verified];
      return { totalMs: run.finishedAt.getTime() - run.approvedAt.getTime(), stepMs: verified.map((at, k) => at - (starts[k] ?? at)) };
    }
    if (!["Approved", "Running"].includes(run.phase)) throw new Error(`${run.phase}: ${run.phaseMessage}`);
    await delay(50 * parallel);
  }
}

const results: { totalMs: number; stepMs: number[] }[] = [];
for (let i = 0; i < runs; i += parallel) results.push(...(await Promise.all(Array.from({ length: parallel }, (_, k) => once(i + k)))));
const measured = results.slice(Math.min(parallel * 2, results.length - 1));
const totals = measured.map((each) => each.totalMs);
const steps = measured.flatMap((each) => each.stepMs);
process.stdout.write(
  `${JSON.stringify({
    bench: "P8 orchestrator overhead, 12 steps",
    runs: measured.length,
    parallel,
    totalMs: { p50: percentile(totals, 0.5), p95: percentile(totals, 0.95), max: Math.max(...totals) },
    stepMs: { p50: percentile(steps, 0.5), p95: percentile(steps, 0.95) },
  })}\n`,
);
await runner.stop();
await agents.stop();
await db.close();
postgres.stop();
rmSync(home, { recursive: true, force: true });
