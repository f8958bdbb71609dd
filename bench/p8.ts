// npm run p8 -w @holdfast/bench [-- --runs 20 --parallel 200]: what the orchestrator itself costs, with targets that answer at once:
// from the approval of a 12-step plan to its last verification, one run after the other and then all at once.
import { setTimeout as delay } from "node:timers/promises";
import { type InstantSites, instantSites, type RunTimes } from "./failover-overhead/instant-sites";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { onStage } from "./stage/stage";
import { startServer } from "./stage/store";

const WARM_UPS = 2;
const size = sizes({ runs: 20, parallel: 200 });

async function untilDone(sites: InstantSites, runIds: readonly string[], lookMs: number): Promise<RunTimes[]> {
  const done = new Map<string, RunTimes>();
  while (done.size < runIds.length) {
    await delay(lookMs);
    for (const id of runIds) {
      if (done.has(id)) continue;
      const times = await sites.timesOf(id);
      // They were approved in this order and are worked on fairly: the rest need not be asked yet.
      if (!times) break;
      done.set(id, times);
    }
  }
  return [...done.values()];
}

await onStage(async (stage) => {
  const server = await startServer(stage);
  const sites = await instantSites(stage, await server.database("holdfast"), 1 + size.parallel);
  const alone: RunTimes[] = [];
  const [first, ...others] = sites.pairs;
  if (!first) throw new RangeError("there is no pair");
  for (let i = -WARM_UPS; i < size.runs; i++) {
    const times = await untilDone(sites, [await sites.approve(first, i % 2 === 0 ? 1 : 2)], 20);
    if (i >= 0) alone.push(...times);
  }
  console.log(`${alone.length} runs one after the other done`);
  const runIds = await Promise.all(others.map((pair) => sites.approve(pair, 1)));
  const together = await untilDone(sites, runIds, 500);
  const [totals, steps] = [alone.map((run) => run.totalMs), alone.flatMap((run) => run.stepMs)];
  const [manyTotals, manySteps] = [together.map((run) => run.totalMs), together.flatMap((run) => run.stepMs)];
  tell({
    id: "P8",
    work: `12-step failover, instant targets, approved to last verified: ${size.runs} runs alone, then ${others.length} at once`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "a run alone, p50", value: percentile(totals, 0.5), unit: "ms", atMost: 1000 },
      { name: "a run alone, p95", value: percentile(totals, 0.95), unit: "ms", atMost: 2000 },
      { name: "a step of it, p50", value: percentile(steps, 0.5), unit: "ms" },
      { name: "a step of it, p95", value: percentile(steps, 0.95), unit: "ms" },
      { name: "all at once, a step, p50", value: percentile(manySteps, 0.5), unit: "ms" },
      { name: "all at once, a step, p95", value: percentile(manySteps, 0.95), unit: "ms", atMost: 250 },
      { name: "all at once, a run, p50", value: percentile(manyTotals, 0.5), unit: "ms" },
      { name: "all at once, a run, p95", value: percentile(manyTotals, 0.95), unit: "ms" },
    ],
    notes: ["runner, fake agents and the watching of both share one process; PostgreSQL writes through to disk as in production"],
  });
});
