import { transact } from "@holdfast/db/transact";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPair, aPlan, type StepText, savePlan } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { fakeReceiver } from "../../test/fake-receiver";
import { furnish, memoryLog } from "../../test/furnish";
import { fillInventory, inBank } from "../../test/inventory";
import { stepsOf } from "../../test/steps-of";
import { type Evaluator, startEvaluator } from "./start-evaluator";

const db = suiteDatabase();
const world = aWorld();
const evaluators: Evaluator[] = [];
const now = () => new Date();
let agents: FakeAgents;

beforeEach(async () => {
  agents = await startFakeAgents(db, world);
});
afterEach(async () => {
  for (const evaluator of evaluators.splice(0)) await evaluator.stop();
  await agents.stop();
});

const start = async (hubId: string) => {
  const log = memoryLog();
  const evaluator = await startEvaluator({
    db,
    hubId,
    agents: agents.agents,
    links: agents.links,
    calls: fakeReceiver(),
    approvers: { countApprovers: async () => 5 },
    log,
    now,
  });
  evaluators.push(evaluator);
  return { evaluator, log };
};

const aSavedPlan = async (steps: (step: ReturnType<typeof stepsOf>) => StepText[] = (step) => [step.http()]) => {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const { planId } = await savePlan(db, aPlan(pair, steps(stepsOf(pair))));
  await transact(db, now, async (unit) =>
    unit.emit({ type: "plan.saved", clusterIds: [], subject: { kind: "plan", id: planId }, payload: {} }),
  );
  return { planId, standby };
};

const readiness = async (planId: string) =>
  (await db.prisma.evaluation.findFirst({ where: { planId }, orderBy: { evaluatedAt: "desc" } }))?.isReady;
const told = (planId: string) => db.prisma.event.count({ where: { type: "plan.evaluated", subjectId: planId } });

describe("the evaluator", () => {
  it("evaluates a plan as soon as it is saved, and again when a link changes", async () => {
    await start("one");
    const { planId, standby } = await aSavedPlan();
    await eventually(() => told(planId)).toBe(1);
    expect(await readiness(planId)).toBe(true);
    standby.faults.isConnected = false;
    await transact(db, now, async (unit) => unit.wake({ topic: "link", key: standby.id }));
    await eventually(() => readiness(planId)).toBe(false);
    standby.faults.isConnected = true;
    await transact(db, now, async (unit) => unit.wake({ topic: "inventory", key: standby.id }));
    await eventually(() => readiness(planId)).toBe(true);
  });

  it("evaluates a plan again when an agent comes back, of which only the event tells", async () => {
    await start("one");
    const { planId, standby } = await aSavedPlan();
    await eventually(() => told(planId)).toBe(1);
    standby.faults.isConnected = false;
    await transact(db, now, async (unit) => unit.wake({ topic: "link", key: standby.id }));
    await eventually(() => readiness(planId)).toBe(false);
    standby.faults.isConnected = true;
    await transact(db, now, async (unit) =>
      unit.emit({ type: "cluster.link-changed", clusterIds: [standby.id], subject: { kind: "cluster", id: standby.id }, payload: {} }),
    );
    await eventually(() => readiness(planId)).toBe(true);
  });

  it("evaluates a plan again within ten seconds when what is observed at a site, or where the site is, has changed", async () => {
    await start("one");
    const { planId, standby } = await aSavedPlan((step) => [step.scale(3)]);
    await eventually(() => told(planId)).toBe(1);
    expect(await readiness(planId)).toBe(true);
    await db.prisma.cluster.update({ where: { id: standby.id }, data: { region: "cn-shanghai" } });
    const changedAt = Date.now();
    await fillInventory(db, standby.id, [inBank("services", "core", {}, { labels: { "compliance/location": "cn-hangzhou" } })]);
    await transact(db, now, async (unit) => unit.wake({ topic: "inventory", key: standby.id }));
    await eventually(() => readiness(planId)).toBe(false);
    expect(Date.now() - changedAt).toBeLessThan(10_000);
    await db.prisma.cluster.update({ where: { id: standby.id }, data: { region: "cn-hangzhou" } });
    await transact(db, now, async (unit) =>
      unit.emit({ type: "cluster.edited", clusterIds: [standby.id], subject: { kind: "cluster", id: standby.id }, payload: {} }),
    );
    await eventually(() => readiness(planId)).toBe(true);
  });

  it("evaluates all plans again after it could not hear for a while", async () => {
    await start("one");
    const { planId, standby } = await aSavedPlan();
    await eventually(() => told(planId)).toBe(1);
    standby.faults.isConnected = false;
    await db.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'listen%'`;
    await eventually(() => readiness(planId)).toBe(false);
  });

  it("works in one hub at a time, and in another when that one stops", async () => {
    const first = await start("one");
    const { planId } = await aSavedPlan();
    await eventually(() => told(planId)).toBe(1);
    await start("two");
    const other = await aSavedPlan();
    await eventually(() => told(other.planId)).toBe(1);
    await first.evaluator.stop();
    const last = await aSavedPlan();
    await eventually(() => told(last.planId)).toBe(1);
    expect(await told(other.planId)).toBe(1);
    expect(first.log.lines).toEqual([]);
  });
});
