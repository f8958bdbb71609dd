import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anApprovedRun, aPair, aPlan, savePlan, theRun } from "../../test/approved-run";
import type { PointRule } from "../../test/crash/hub-messages";
import { type HubProcess, spawnHub } from "../../test/crash/spawn-hub";
import { type FakeReceiver, fakeReceiver } from "../../test/fake-receiver";
import { furnish } from "../../test/furnish";

const db = suiteDatabase();
const world = aWorld();
const hubs: HubProcess[] = [];
let agents: FakeAgents;
let receiver: FakeReceiver;

beforeEach(async () => {
  agents = await startFakeAgents(db, world);
  receiver = fakeReceiver();
});
afterEach(async () => {
  for (const each of hubs.splice(0)) await each.kill();
  await agents.stop();
});

const tuning = { leaseTtlMs: 30_000, pollMs: 200, lookMs: 50 };
const hub = async (hubId: string, rules: PointRule[] = []) => {
  const spawned = await spawnHub({ url: db.url, hubId, agents, receiver, tuning, rules });
  hubs.push(spawned);
  return spawned;
};

/** A run of one call that must not be repeated, whose first hub is killed at a point of it. Returns how another hub ends it. */
async function killedAt(name: string, parameters: object, phase: string) {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const call = { channel: "desk", event: "bank.core.moved", timeoutMs: 200, ...parameters };
  const plan = aPlan(pair, [{ name: "tell", use: "webhook.call", with: call, timeoutSeconds: 300 }]);
  const runId = await anApprovedRun(db, pair, plan, await savePlan(db, plan));
  const first = await hub("first", [{ runId, name, nth: 1, act: "kill" }]);
  await first.exited;
  await db.prisma.$executeRaw`UPDATE lease SET expires_at = now() WHERE owner LIKE 'first:%'`;
  await hub("second");
  return vi.waitFor(
    async () => {
      const run = await theRun(db, runId);
      if (run.phase !== phase)
        throw new Error(`the run is ${run.phase}: ${run.phaseMessage}, ${run.steps[0]?.state} ${run.steps[0]?.message}`);
      return run;
    },
    { timeout: 60_000, interval: 50 },
  );
}

describe("a call of the hub itself that must not be repeated", { timeout: 180_000 }, () => {
  it.each([
    ["0:call:begun", 0],
    ["0:call:before", 0],
    ["0:call:after", 1],
  ])("whose hub dies at %s is not sent again: a person decides", async (point, arrived) => {
    const run = await killedAt(point, {}, "NeedsOperator");
    expect(run.steps[0]).toMatchObject({ state: "Unknown", attempt: 1 });
    expect(run.phaseMessage).toContain("the hub that made it is gone");
    expect(receiver.heard).toHaveLength(arrived);
    const calls = await db.prisma.hubCall.findMany({ where: { runId: run.id } });
    expect(calls.map(({ outcome }) => outcome)).toEqual(["unknown"]);
    expect(await db.prisma.auditEntry.count({ where: { targetId: run.id, action: "failover.call", outcome: "failed" } })).toBe(1);
  });

  it("whose hub dies after it had arrived is read back, where the plan says how, and is done", async () => {
    const run = await killedAt("0:call:after", { confirm: { path: "/effects/{effect}" } }, "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", attempt: 1 });
    expect(receiver.heard).toHaveLength(1);
  });

  it("whose hub dies before anybody has begun it is sent once, by another", async () => {
    const run = await killedAt("write:0.1.sent:after", {}, "Succeeded");
    expect(run.steps[0]?.state).toBe("Done");
    expect(receiver.heard).toHaveLength(1);
  });
});
