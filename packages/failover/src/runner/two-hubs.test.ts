import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anApprovedRun, aPair, aPlan, type StepText, savePlan, theRun } from "../../test/approved-run";
import type { PointRule } from "../../test/crash/hub-messages";
import { type HubProcess, spawnHub } from "../../test/crash/spawn-hub";
import { eventually } from "../../test/eventually";
import { furnish } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";

const db = suiteDatabase();
const world = aWorld();
const hubs: HubProcess[] = [];
let agents: FakeAgents;

beforeEach(async () => {
  agents = await startFakeAgents(db, world);
});
afterEach(async () => {
  for (const hub of hubs.splice(0)) {
    hub.continue();
    await hub.kill();
  }
  await agents.stop();
});

const RACED = process.env.HOLDFAST_LONG === "1" ? 1000 : 100;
const tuning = { leaseTtlMs: 1500, pollMs: 200, lookMs: 50, holdDownMs: 0 };
const hub = async (hubId: string, rules: PointRule[] = [], leaseTtlMs = tuning.leaseTtlMs) => {
  const spawned = await spawnHub({ url: db.url, hubId, agents, tuning: { ...tuning, leaseTtlMs }, rules });
  hubs.push(spawned);
  return spawned;
};

const aRun = async (steps: (step: ReturnType<typeof stepsOf>) => StepText[]) => {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const plan = aPlan(pair, steps(stepsOf(pair)));
  const saved = await savePlan(db, plan);
  return { runId: await anApprovedRun(db, pair, plan, saved), standby };
};

const reaches = (runId: string, phase: string) =>
  vi.waitFor(
    async () => {
      const run = await theRun(db, runId);
      if (run.phase !== phase) throw new Error(`the run is ${run.phase}: ${run.phaseMessage}`);
      return run;
    },
    { timeout: 60_000, interval: 50 },
  );
const effectsAt = (clusterId: string) => world.effects.filter((effect) => effect.clusterId === clusterId).map((effect) => effect.value);
const REFUSED = "a write was refused: another hub drives this run";

describe("two hubs", { timeout: 120_000 }, () => {
  it(
    `race for ${RACED} runs: each has exactly one owner, and every effect happens once`,
    async () => {
      // Leases that outlast any hiccup of a busy machine: this is about who is first, not about who is dead.
      await Promise.allSettled([hub("one", [], 20_000), hub("two", [], 20_000)]);
      expect(hubs).toHaveLength(2);
      const runs: Awaited<ReturnType<typeof aRun>>[] = [];
      while (runs.length < RACED) runs.push(await aRun((step) => [step.scale(10)]));
      await vi.waitFor(
        async () =>
          expect(await db.prisma.run.count({ where: { id: { in: runs.map((run) => run.runId) }, phase: "Succeeded" } })).toBe(RACED),
        { timeout: RACED * 3000, interval: 200 },
      );
      for (const { standby } of runs) expect(effectsAt(standby.id)).toEqual(["10"]);
      const lines = await db.prisma.journalEntry.groupBy({
        by: ["runId", "leaseEpoch"],
        where: { runId: { in: runs.map((run) => run.runId) } },
      });
      expect(lines).toHaveLength(RACED);
      const starts = await db.prisma.auditEntry.groupBy({ by: ["targetId"], where: { action: "failover.start" }, _count: true });
      expect(starts.filter((start) => start._count !== 1)).toEqual([]);
      // Long for a busy machine; alone it takes seconds.
    },
    RACED * 4000,
  );

  it("take over from each other: when one is killed the other goes on by looking, after the lease has run out", async () => {
    const first = await hub("one");
    const { runId, standby } = await aRun((step) => [step.scale(10), step.istio(100)]);
    const core = standby.workloads.get("bank/core")!;
    core.readyAfterMs = null;
    await eventually(() => core.replicas).toBe(10);
    await first.kill();
    core.ready = 10;
    await hub("two");
    const run = await reaches(runId, "Succeeded");
    expect(effectsAt(standby.id)).toEqual(["10", "old=0 new=100"]);
    expect(run.steps.map((step) => step.attempt)).toEqual([1, 1]);
    expect(new Set(run.journal.map((line) => line.leaseEpoch))).toEqual(new Set([1n, 2n]));
  });

  it("refuse the late writes of one that was stopped for longer than its lease", async () => {
    const { runId, standby } = await aRun((step) => [step.scale(10), step.istio(100), step.http()]);
    const first = await hub("one", [{ runId, name: "write:1.1.sent:before", nth: 1, act: "hold" }]);
    await eventually(() => first.reached.length).toBe(1);
    first.pause();
    await hub("two");
    await reaches(runId, "Succeeded");
    const before = await theRun(db, runId);

    first.continue();
    first.go();
    await eventually(() => first.logs.some((line) => line.message === REFUSED || line.message === "the lease of a run was lost")).toBe(
      true,
    );
    await eventually(() => first.logs.some((line) => line.message === REFUSED)).toBe(true);
    const after = await theRun(db, runId);
    expect(after.journal).toEqual(before.journal);
    expect(after.version).toBe(before.version);
    expect(effectsAt(standby.id)).toEqual(["10", "old=0 new=100"]);
    expect(await db.prisma.command.count({ where: { idempotencyKey: { startsWith: `run:${runId}:` } } })).toBe(2);
  });

  it("never give an order by a plan whose own row was changed by hand after its run had started", async () => {
    const { runId, standby } = await aRun((step) => [step.scale(10)]);
    const first = await hub("one", [{ runId, name: "write:start:after", nth: 1, act: "freeze" }]);
    await eventually(() => first.reached.length).toBe(1);
    await first.kill();
    const { planId } = await theRun(db, runId);
    await db.prisma.$executeRaw`
      UPDATE plan_version SET spec = jsonb_set(spec, '{spec,activate,steps,0,with,replicas}', '11') WHERE plan_id = ${planId}::uuid`;
    await hub("two");
    const run = await reaches(runId, "Paused");
    expect(run.steps.map(({ state, message }) => [state, message])).toEqual([["Failed", expect.stringContaining("not what was approved")]]);
    expect(effectsAt(standby.id)).toEqual([]);
  });

  it("hand their runs over at once when one is stopped in good order", async () => {
    const first = await hub("one", [], 20_000);
    const { runId, standby } = await aRun((step) => [step.scale(10), step.istio(100)]);
    const core = standby.workloads.get("bank/core")!;
    core.readyAfterMs = null;
    await eventually(() => core.replicas).toBe(10);
    await first.stop();
    const lease = await db.prisma.lease.findUniqueOrThrow({ where: { name: `run:${runId}` } });
    expect(lease.expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await theRun(db, runId)).phase).toBe("Running");
    core.ready = 10;
    await hub("two");
    await reaches(runId, "Succeeded");
    expect(effectsAt(standby.id)).toEqual(["10", "old=0 new=100"]);
  });

  it("tidy up behind one that died: no workflow is left in the middle, no queue without a listener", async () => {
    const { runId } = await aRun((step) => [step.http()]);
    const first = await hub("one", [{ runId, name: "write:0.1.verified+Succeeded:after", nth: 1, act: "freeze" }]);
    await eventually(() => first.reached.length).toBe(1);
    await first.kill();
    const open = () =>
      db.prisma.$queryRaw<object[]>`SELECT 1 FROM dbos.workflow_status WHERE workflow_uuid = ${runId} AND status <> 'SUCCESS'`;
    expect(await open()).toHaveLength(1);
    await vi.waitFor(
      async () =>
        expect(await db.prisma.$queryRaw<object[]>`SELECT 1 FROM lease WHERE name LIKE 'runner:one:%' AND expires_at > now()`).toEqual([]),
      20_000,
    );
    await hub("two");
    await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 20_000 });
    await vi.waitFor(
      async () => expect(await db.prisma.$queryRaw<object[]>`SELECT 1 FROM dbos.queues WHERE name LIKE 'hub:one:%'`).toEqual([]),
      { timeout: 20_000 },
    );
  });
});
