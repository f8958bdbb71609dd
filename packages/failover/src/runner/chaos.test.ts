import { setTimeout as delay } from "node:timers/promises";
import { startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, aPair, aPlan, savePlan } from "../../test/approved-run";
import { sixSteps, sixStepsThatFail } from "../../test/crash/six-steps";
import { type HubProcess, spawnHub } from "../../test/crash/spawn-hub";
import { furnish } from "../../test/furnish";

const db = suiteDatabase();
const isLong = process.env.HOLDFAST_LONG === "1";
const RUNS = isLong ? 200 : 12;
const KILLS = isLong ? 120 : 4;
const LONGEST_LIFE_MS = 2500;

/** A generator of numbers from 0 to 1 that a seed repeats (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe(`${RUNS} runs, whose hubs are killed ${KILLS} times at random moments`, () => {
  it("all end as they would have, with every effect once", { timeout: 1_800_000 }, async () => {
    const random = seeded(Number(process.env.HOLDFAST_SEED ?? 20_261_121));
    const world = aWorld();
    const agents = await startFakeAgents(db, world);
    const runs: { runId: string; clusterId: string; ends: string; effects: string[] }[] = [];
    while (runs.length < RUNS) {
      const pair = await aPair(db);
      const { primary, standby } = furnish(pair);
      world.clusters.set(primary.id, primary).set(standby.id, standby);
      const isUndone = runs.length % 3 === 2;
      if (isUndone) standby.pages.set("http://core.bank/healthz", { status: 500 });
      const plan = aPlan(pair, isUndone ? sixStepsThatFail(pair) : sixSteps(pair));
      const there = ["10", "old=50 new=50", "old=0 new=100", "old=0 new=1"];
      const back = ["old=1 new=0", "old=50 new=50", "old=100 new=0", "3"];
      runs.push({
        runId: await anApprovedRun(db, pair, plan, await savePlan(db, plan)),
        clusterId: standby.id,
        ends: isUndone ? "Undone" : "Succeeded",
        effects: isUndone ? [...there, ...back] : there,
      });
    }
    const tuning = { leaseTtlMs: 3000, pollMs: 200, lookMs: 60 };
    const hubs: HubProcess[] = [];
    const start = async () => void hubs.push(await spawnHub({ url: db.url, hubId: `hub-${hubs.length}`, agents, tuning }));
    await start();
    await start();
    for (let kills = 0; kills < KILLS; kills++) {
      await delay(random() * LONGEST_LIFE_MS);
      const [victim] = hubs.splice(Math.floor(random() * hubs.length), 1);
      await Promise.all([victim?.kill(), start()]);
    }
    const ids = runs.map((run) => run.runId);
    await expect
      .poll(() => db.prisma.run.count({ where: { id: { in: ids }, phase: { in: ["Succeeded", "Undone"] } } }), {
        timeout: 600_000,
        interval: 250,
      })
      .toBe(RUNS);

    for (const { runId, clusterId, ends, effects } of runs) {
      expect((await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).phase).toBe(ends);
      expect(world.effects.filter((effect) => effect.clusterId === clusterId).map((effect) => effect.value)).toEqual(effects);
    }
    for (const hub of hubs) await hub.kill();
    await agents.stop();
  });
});
