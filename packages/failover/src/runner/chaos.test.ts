import { startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld, type FakeWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, aPair, aPlan, savePlan } from "../../test/approved-run";
import { sixSteps, sixStepsThatFail } from "../../test/crash/six-steps";
import { type HubProcess, spawnHub } from "../../test/crash/spawn-hub";
import { furnish } from "../../test/furnish";
import { brokenInvariants, evidenceOf } from "../../test/invariants";
import { seeded } from "../../test/seeded";

const db = suiteDatabase();
const isLong = process.env.HOLDFAST_LONG === "1";
const KILLS = isLong ? 60 : 4;
/** How many runs begin before each kill, and at the end: whoever is killed has something to do. */
const BATCH = 3;
const RUNS = (KILLS + 1) * BATCH;
/** A hub is killed within this many boundaries of the others' work; a batch alone has more. */
const LONGEST_LIFE = 60;

interface Expected {
  readonly runId: string;
  readonly clusterId: string;
  readonly ends: "Succeeded" | "Undone";
  readonly effects: readonly string[];
}

const THERE = ["10", "old=50 new=50", "old=0 new=100", "old=0 new=1"];
const BACK = ["old=1 new=0", "old=50 new=50", "old=100 new=0", "3"];

/** An approved run on two sites of its own, and what has to become of it. */
async function aRun(world: FakeWorld, ends: Expected["ends"]): Promise<Expected> {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const isUndone = ends === "Undone";
  if (isUndone) standby.pages.set("http://core.bank/healthz", { status: 500 });
  const plan = aPlan(pair, isUndone ? sixStepsThatFail(pair) : sixSteps(pair));
  const runId = await anApprovedRun(db, pair, plan, await savePlan(db, plan));
  return { runId, clusterId: standby.id, ends, effects: isUndone ? [...THERE, ...BACK] : THERE };
}

describe(`${RUNS} runs, whose hubs are killed ${KILLS} times at random moments`, () => {
  it("all end as they would have, with every effect once", { timeout: isLong ? 3_600_000 : 600_000 }, async () => {
    const random = seeded(Number(process.env.HOLDFAST_SEED ?? 20_261_121));
    const world = aWorld();
    const agents = await startFakeAgents(db, world);
    const runs: Expected[] = [];
    const begin = async () => {
      for (let i = 0; i < BATCH; i++) runs.push(await aRun(world, i === BATCH - 1 ? "Undone" : "Succeeded"));
    };
    // Leases outlast any hiccup of a busy machine; a dead hub's are ended by hand, which is what time would do.
    const tuning = { leaseTtlMs: 30_000, pollMs: 200, lookMs: 60, holdDownMs: 0 };
    const hubs: { hubId: string; hub: HubProcess }[] = [];
    let started = 0;
    const start = async () => {
      started += 1;
      const hubId = `hub-${started}`;
      hubs.push({ hubId, hub: await spawnHub({ url: db.url, hubId, agents, tuning }) });
    };
    await start();
    await start();
    const lines = () => db.prisma.journalEntry.count();
    for (let kills = 0; kills < KILLS; kills++) {
      const until = (await lines()) + 1 + Math.floor(random() * LONGEST_LIFE);
      await begin();
      await expect.poll(lines, { timeout: 120_000, interval: 10 }).toBeGreaterThanOrEqual(until);
      const [victim] = hubs.splice(Math.floor(random() * hubs.length), 1);
      await victim?.hub.kill();
      await db.prisma.$executeRaw`UPDATE lease SET expires_at = now() WHERE owner LIKE ${`${victim?.hubId}:%`}`;
      await start();
    }
    await begin();
    const ids = runs.map((run) => run.runId);
    const ended = () => db.prisma.run.count({ where: { id: { in: ids }, phase: { in: ["Succeeded", "Undone"] } } });
    await expect.poll(ended, { timeout: 300_000, interval: 250 }).toBe(RUNS);

    for (const { runId, clusterId, ends, effects } of runs) {
      expect((await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).phase).toBe(ends);
      expect(world.effects.filter((effect) => effect.clusterId === clusterId).map((effect) => effect.value)).toEqual(effects);
    }
    expect(brokenInvariants(await evidenceOf(db, ids, world.effects))).toEqual([]);
    for (const { hub } of hubs) await hub.kill();
    await agents.stop();
  });
});
