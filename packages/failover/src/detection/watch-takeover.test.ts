import { auditOf } from "@holdfast/testkit/audit-trail";
import { startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { expect, it } from "vitest";
import { aPair, aPlan, savePlan } from "../../test/approved-run";
import { anArming, aTrigger, PRIMARY_URL } from "../../test/armed-plan";
import { type HubProcess, spawnHub } from "../../test/crash/spawn-hub";
import { furnish } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";

const db = suiteDatabase();
/** Long enough that a busy machine kills the watching hub within it. */
const HOLD_DOWN_SECONDS = 8;
const soon = { timeout: 90_000, interval: 50 };

/** An armed plan whose primary answers both of two hubs' vantages, and the hub that watches it. */
async function aScene() {
  const world = aWorld();
  const agents = await startFakeAgents(db, world);
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  standby.pages.set(PRIMARY_URL, { status: 200 });
  const trigger = aTrigger({ holdDownSeconds: HOLD_DOWN_SECONDS });
  const plan = aPlan(pair, [stepsOf(pair).scale(10)], { trigger });
  const saved = await savePlan(db, plan);
  const armingId = await anArming(db, pair, plan, saved);
  const hubs = new Map<string, HubProcess>();
  for (const hubId of ["hub-1", "hub-2"])
    hubs.set(hubId, await spawnHub({ url: db.url, hubId, agents, isWatching: true, tuning: { pollMs: 150, lookMs: 40, holdDownMs: 0 } }));
  const watch = () => db.prisma.armingWatch.findUnique({ where: { armingId } });
  const seen = async () => (await watch())?.seenFrom.toSorted();
  await expect.poll(seen, soon).toEqual(["heartbeat", "probe"]);
  const watcher = async () => {
    const lease = await db.prisma.lease.findUniqueOrThrow({ where: { name: "primary-watch" } });
    return lease.owner.split(":")[0] ?? "";
  };
  return {
    ...{ planId: saved.planId, armingId, hubs, watch, watcher },
    lose() {
      primary.faults.isConnected = false;
      standby.pages.delete(PRIMARY_URL);
    },
    runs: () => db.prisma.run.findMany({ where: { planId: saved.planId } }),
    effects: () => world.effects.filter(({ clusterId }) => clusterId === standby.id),
    async stop() {
      for (const hub of hubs.values()) await hub.kill();
      await agents.stop();
    },
  };
}

it("a hub that dies while the hold-down runs is followed by the other, which holds down anew and begins the run once", {
  timeout: 240_000,
}, async () => {
  const scene = await aScene();
  try {
    scene.lose();
    await expect.poll(async () => (await scene.watch())?.state, soon).toBe("holding");
    const first = (await scene.watch())?.silentSince?.getTime() ?? 0;
    const dead = await scene.watcher();
    await scene.hubs.get(dead)?.kill();
    const killedAt = Date.now();
    expect(await scene.runs()).toEqual([]);

    await expect.poll(async () => (await scene.runs()).length, soon).toBe(1);
    expect(await scene.watcher()).not.toBe(dead);
    // What the dead hub had waited counts for nothing: nobody has looked in between.
    const again = (await scene.watch())?.silentSince?.getTime() ?? 0;
    expect(again).toBeGreaterThan(Math.max(first, killedAt));
    const [begun] = await scene.runs();
    expect((begun?.requestedAt.getTime() ?? 0) - again).toBeGreaterThanOrEqual(HOLD_DOWN_SECONDS * 1000 - 1000);

    await expect
      .poll(async () => (await scene.runs()).map(({ phase, origin }) => `${origin} ${phase}`), soon)
      .toEqual(["trigger Succeeded"]);
    expect(scene.effects()).toHaveLength(1);
    expect(await db.prisma.arming.findUniqueOrThrow({ where: { id: scene.armingId } })).toMatchObject({ phase: "Spent" });
    const triggered = (await auditOf(db, "failover.trigger")).filter(({ requestId }) => requestId === `arming:${scene.armingId}`);
    expect(triggered.map(({ outcome, actor }) => `${outcome} ${actor.id}`)).toEqual([`succeeded ${await scene.watcher()}`]);
  } finally {
    await scene.stop();
  }
});
