import { storeRows } from "@holdfast/db/store-rows";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPair, aPlan, savePlan } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { furnish, memoryLog } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";
import { measureStores } from "./measure-stores";
import { startMeasuring } from "./start-measuring";

const db = suiteDatabase();
const world = aWorld();
let agents: FakeAgents;
beforeAll(async () => {
  agents = await startFakeAgents(db, world);
});
afterAll(async () => {
  await agents.stop();
});

const START = Date.UTC(2026, 10, 22, 4);
const at = (second: number) => new Date(START + second * 1000);
const pods = '{namespace="bank",pod=~"ledger-[0-9]+"}';
const queries = {
  recovery: `min(cnpg_pg_replication_in_recovery${pods})`,
  receiver: `max(cnpg_pg_replication_is_wal_receiver_up${pods})`,
  lag: `min(cnpg_pg_replication_lag${pods})`,
};
const ledger = { name: "ledger", kind: "cloudnativepg", rpoSeconds: 5, with: { namespace: "bank", name: "ledger" } };
const custom = { name: "files", kind: "promql", rpoSeconds: 5, with: { lag: "files_lag" } };
const volumes = { name: "volumes", kind: "ramen", rpoSeconds: 600, with: { namespace: "bank", name: "vols" } };

async function aScene(dataStores: object[] = [ledger]) {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const plan = aPlan(pair, [stepsOf(pair).scale(4)], { dataStores });
  const { planId, groupId } = await savePlan(db, plan);
  const stores = plan.spec.dataStores;
  const says = (figures: Partial<Record<keyof typeof queries, number>>) => {
    for (const [name, value] of Object.entries(figures)) standby.metrics.set(queries[name as keyof typeof queries], [value]);
  };
  const look = (second: number) =>
    measureStores(
      { db, agents: agents.agents, links: agents.links, now: () => at(second) },
      { planId, ...pair, stores, isAll: true },
      new AbortController().signal,
      1000,
    );
  const row = (name = "ledger") => db.prisma.storeState.findUniqueOrThrow({ where: { planId_name: { planId, name } } });
  const told = (type: string) => db.prisma.event.findMany({ where: { type, subjectId: planId }, orderBy: { id: "asc" } });
  says({ recovery: 1, receiver: 1, lag: 0.5 });
  return { pair, primary, standby, planId, groupId, says, look, row, told };
}

describe("measuring the data stores of a plan", () => {
  it("keeps the lag with its instant, and the last durable point that follows from it", async () => {
    const scene = await aScene();
    await scene.look(10);
    expect(await scene.row()).toMatchObject({
      verdict: "within",
      lagSeconds: 0.5,
      measuredAt: at(10),
      durableAt: at(9.5),
      state: "replicating",
    });
    expect(await scene.told("store.measured")).toHaveLength(1);
  });

  it("tells of a verdict when it changes, and since when it is so", async () => {
    const scene = await aScene();
    await scene.look(10);
    await scene.look(20);
    scene.says({ lag: 9 });
    await scene.look(30);
    await scene.look(40);
    expect(await scene.row()).toMatchObject({ verdict: "over", verdictSince: at(30), durableAt: at(31) });
    expect((await scene.told("store.verdict-changed")).map((event) => event.payload)).toEqual([
      { store: "ledger", from: null, to: "within" },
      {
        ...{ store: "ledger", from: "within", to: "over", phrase: expect.objectContaining({ code: "LagOverRpo" }) },
        message: expect.stringContaining("9"),
      },
    ]);
  });

  it("keeps the last known figures with their age when nobody can look, and says why", async () => {
    const scene = await aScene();
    await scene.look(10);
    scene.standby.hasPrometheus = false;
    await scene.look(20);
    expect(await scene.row()).toMatchObject({
      verdict: "stale",
      lagSeconds: 0.5,
      measuredAt: at(10),
      checkedAt: at(20),
      durableAt: at(9.5),
    });
    expect(JSON.stringify((await scene.row()).said)).toContain("no Prometheus is configured");
    scene.standby.faults.isConnected = false;
    await scene.look(30);
    expect(await scene.row()).toMatchObject({ verdict: "stale", measuredAt: at(10) });
  });

  it("does not take the silence of a standby that hears nothing more for having everything", async () => {
    const scene = await aScene([ledger, custom]);
    scene.standby.metrics.set("files_lag", [1]);
    await scene.look(10);
    Object.assign(scene.primary, { lastHeartbeatAt: at(14) });
    scene.primary.faults.isConnected = false;
    scene.says({ receiver: 0, lag: 0 });
    scene.standby.metrics.set("files_lag", [0]);
    await scene.look(20);
    await scene.look(90);
    // 4.5 s and 5 s were missing when it was lost, and no more are by now.
    expect(await scene.row()).toMatchObject({ state: "broken", verdict: "within", durableAt: at(9.5) });
    expect(await scene.row("files")).toMatchObject({ state: "broken", verdict: "within", durableAt: at(9) });
    const lost = { planId: scene.planId, standbyId: scene.standby.id, primaryLastSeenAt: at(14) };
    expect((await storeRows(db.prisma, lost)).get("files")?.durableBeforeLoss).toEqual(at(9));
  });

  it("does not let a look after the last sign of life prove writes of before", async () => {
    const scene = await aScene();
    await scene.look(10);
    await scene.look(16);
    const lost = { planId: scene.planId, standbyId: scene.standby.id, primaryLastSeenAt: at(14) };
    expect((await storeRows(db.prisma, lost)).get("ledger")?.durableBeforeLoss).toEqual(at(9.5));
  });

  it("forgets what was known of the other way when the group has moved", async () => {
    const scene = await aScene();
    await scene.look(10);
    const { planId, pair } = scene;
    const back = { planId, standbyId: pair.primary.id, primaryLastSeenAt: at(20) };
    expect((await storeRows(db.prisma, back)).size).toBe(0);
  });

  it("keeps an hour, and of a lost primary what was known before the loss", async () => {
    const scene = await aScene();
    await scene.look(0);
    await scene.look(10);
    Object.assign(scene.primary, { lastHeartbeatAt: at(14) });
    scene.primary.faults.isConnected = false;
    scene.says({ receiver: 0, lag: 0 });
    for (const second of [20, 4000, 8000]) await scene.look(second);
    const kept = await db.prisma.storeSample.findMany({ where: { planId: scene.planId }, orderBy: { at: "asc" } });
    expect(kept.map((sample) => sample.at)).toEqual([at(10), at(8000)]);
    expect(await scene.row()).toMatchObject({ verdict: "within" });
  });

  it("reads an object where a store's figures are in one, at the primary when the standby has none", async () => {
    const scene = await aScene([volumes]);
    await scene.look(10);
    expect(await scene.row("volumes")).toMatchObject({ verdict: "unmeasured", durableAt: null });
    scene.primary.things.set("volumereplicationgroups.ramendr.openshift.io bank/vols", {
      status: { lastGroupSyncTime: at(-300).toISOString() },
    });
    await scene.look(20);
    expect(await scene.row("volumes")).toMatchObject({ verdict: "within", lagSeconds: 320, durableAt: at(-300) });
  });

  it("goes on by itself, for every plan that has data stores, and forgets a store that the plan has no more", async () => {
    const scene = await aScene();
    await db.prisma.storeState.create({
      data: {
        ...{ planId: scene.planId, name: "gone", standbyId: scene.standby.id, state: "replicating" },
        ...{ checkedAt: at(0), verdict: "within", verdictSince: at(0) },
      },
    });
    const measuring = startMeasuring(
      { db, agents: agents.agents, links: agents.links, now: () => new Date(), hubId: "one", log: memoryLog() },
      50,
    );
    await eventually(async () => (await scene.told("store.measured")).length > 2).toBe(true);
    await measuring.stop();
    expect(await db.prisma.storeState.findMany({ where: { planId: scene.planId }, select: { name: true } })).toEqual([{ name: "ledger" }]);
  });
});
