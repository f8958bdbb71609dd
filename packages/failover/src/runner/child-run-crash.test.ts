import { childRunId } from "@holdfast/domain/run/child-run-id";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runs } from "../../test/a-family";
import { anApprovedRun, aPair, aPlan, savePlan, theRun } from "../../test/approved-run";
import type { PointRule } from "../../test/crash/hub-messages";
import { type HubProcess, spawnHub } from "../../test/crash/spawn-hub";
import { furnish } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";
import { withoutLimits } from "../../test/without-limits";

const db = suiteDatabase();
const world = aWorld();
const hubs: HubProcess[] = [];
let agents: FakeAgents;

beforeEach(async () => {
  agents = await startFakeAgents(db, world);
  await withoutLimits(db);
});
afterEach(async () => {
  for (const each of hubs.splice(0)) await each.kill();
  await agents.stop();
});

const tuning = { leaseTtlMs: 30_000, pollMs: 200, lookMs: 50 };
const hub = async (hubId: string, rules: PointRule[] = []) => {
  const spawned = await spawnHub({ url: db.url, hubId, agents, tuning, rules });
  hubs.push(spawned);
  return spawned;
};

async function furnished() {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  return pair;
}

/** A run of two steps, the first of which runs another plan. */
async function aFamily() {
  const [of, ofChild] = [await furnished(), await furnished()];
  const child = aPlan(ofChild, [stepsOf(ofChild).scale(10), stepsOf(ofChild).istio(100)]);
  await savePlan(db, child);
  const plan = aPlan(of, [runs(child.metadata.name, { timeoutSeconds: 300 }), stepsOf(of).istio(100)]);
  const runId = await anApprovedRun(db, of, plan, await savePlan(db, plan));
  return { runId, childId: childRunId(runId, 0, 1), standbyId: of.standby.id, childStandbyId: ofChild.standby.id };
}

const effectsAt = (clusterId: string) => world.effects.filter((effect) => effect.clusterId === clusterId).map(({ value }) => value);

describe("a hub that dies while a run waits for the one that its step has made", { timeout: 180_000 }, () => {
  it.each([
    ["before the run is made", "runId", "write:0.1.sent:before"],
    ["in the transaction that makes it", "runId", "write:0.1.sent:inside"],
    ["when it has just been made", "runId", "write:0.1.sent:after"],
    ["when it is about to start", "childId", "write:start:before"],
    ["when it has just started", "childId", "write:start:after"],
    ["in the middle of it", "childId", "write:0.1.sent:after"],
  ] as const)("%s leaves one, and both come to their end", async (_, whose, name) => {
    const family = await aFamily();
    const first = await hub("first", [{ runId: family[whose], name, nth: 1, act: "kill" }]);
    await first.exited;
    await db.prisma.$executeRaw`UPDATE lease SET expires_at = now() WHERE owner LIKE 'first:%'`;
    await hub("second");
    await vi.waitFor(async () => expect((await theRun(db, family.runId)).phase).toBe("Succeeded"), { timeout: 60_000, interval: 50 });
    const made = await db.prisma.run.findMany({ where: { parentId: family.runId } });
    expect(made).toMatchObject([{ id: family.childId, phase: "Succeeded", epoch: 1n }]);
    expect(effectsAt(family.childStandbyId)).toEqual(["10", "old=0 new=100"]);
    expect(effectsAt(family.standbyId)).toEqual(["old=0 new=100"]);
  });
});
