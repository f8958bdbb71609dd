import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { recordHello } from "../agents/record-hello";
import { recordSilence } from "../agents/record-silence";

const db = suiteDatabase();
const START = Date.parse("2026-11-21T08:00:00.000Z");
let nowMs = START;
const now = () => new Date(nowMs);
const at = (second: number) => new Date(START + second * 1000).toISOString();
let installation: Awaited<ReturnType<typeof anInstallation>>;
beforeAll(async () => {
  installation = await anInstallation(db, now);
});

const workload = (part: Partial<InventoryRecord> = {}) =>
  anInventoryRecord({ uid: "web", name: "web", resource: "deployments.apps", kind: "Deployment", node: null, restarts: null, ...part });
const delta = (second: number, upserts: InventoryRecord[], deletes: InventoryRecord[] = []): ReportMessage => ({
  type: "inventory.delta",
  observedAt: at(second),
  upserts,
  deletes: deletes.map(({ resource, uid }) => ({ resource, uid })),
});
const stands = (second: number, state: "syncing" | "synced" | "absent", resource = "deployments.apps"): ReportMessage => ({
  ...{ type: "inventory.resource", resource, kind: "Deployment", isNamespaced: true, state, message: null, observedAt: at(second) },
});

let number = 0;
/** An agent that has just told its whole cluster for the first time. */
async function watching(records: InventoryRecord[] = [workload()]) {
  nowMs = START;
  const cluster = await aCluster(db, `c-${++number}`);
  const { bootId } = await anAgent(installation.settings, cluster.id);
  const boot = { id: bootId, seq: 0 };
  const report = (second: number, ...messages: ReportMessage[]) => {
    nowMs = START + second * 1000;
    return applyReport(installation.settings, cluster.id, { bootId: boot.id, seq: ++boot.seq, messages });
  };
  await report(0, stands(0, "syncing"), delta(0, records), stands(0, "synced"));
  return {
    cluster,
    report,
    restart: (second: number) => {
      nowMs = START + second * 1000;
      Object.assign(boot, { id: uuid(), seq: 0 });
      return recordHello(installation.settings, cluster.id, {
        ...{ protocol: 1, agentVersion: "1", bootId: boot.id, nextSeq: 1, clock: at(second), kubernetesVersion: "v1.36.3" },
        clusterUid: `uid-of-${cluster.id}`,
      });
    },
    changes: () => db.prisma.inventoryChange.findMany({ where: { clusterId: cluster.id }, orderBy: { id: "asc" } }),
  };
}

describe("the history", () => {
  it("begins with what is there: a first inventory of any size writes no change", async () => {
    const agent = await watching(Array.from({ length: 300 }, (_, i) => workload({ uid: `u-${i}` })));
    expect(await agent.changes()).toEqual([]);
    expect(await db.prisma.inventoryHistory.findMany({ where: { clusterId: agent.cluster.id } })).toEqual([
      { clusterId: agent.cluster.id, resource: "deployments.apps", keptSince: new Date(at(0)) },
    ]);
  });

  it("keeps exactly the fields that changed, before and after, at the instant when the agent saw it", async () => {
    const agent = await watching([workload({ facts: { revision: "1", isPaused: true, replicas: 1 } })]);
    const changed = { desired: 3, labels: { app: "bank", "team/x~y": "pay" }, images: ["registry.example/bank:2"] };
    await agent.report(61, delta(60, [workload({ ...changed, facts: { revision: "2", replicas: 3 } })]));
    expect(await agent.changes()).toEqual([
      expect.objectContaining({
        ...{ uid: "web", resource: "deployments.apps", kind: "Deployment", namespace: "bank", name: "web", operation: "updated" },
        ...{ observedAt: new Date(at(60)), recordedAt: new Date(at(61)), unwatchedSince: null, clusterAt: null, isDecision: true },
        before: { "/desired": 1, "/images": ["registry.example/bank:1"], "/facts/revision": "1", "/facts/isPaused": true },
        after: { "/desired": 3, "/images": ["registry.example/bank:2"], "/facts/revision": "2", "/labels/team~1x~0y": "pay" },
        ...{ healthFrom: "Healthy", healthTo: "Healthy" },
      }),
    ]);
  });

  it("keeps nothing of what is the same again, nor of counters alone", async () => {
    const agent = await watching([workload({ facts: { replicas: 1, observedGeneration: 4 } })]);
    await agent.report(10, delta(10, [workload({ facts: { replicas: 1, observedGeneration: 4 } })]));
    await agent.report(11, delta(11, [workload({ facts: { replicas: 2, observedGeneration: 5 } })]));
    await agent.restart(20);
    await agent.report(21, stands(21, "syncing"), delta(21, [workload({ facts: { replicas: 2 } })]), stands(21, "synced"));
    expect(await agent.changes()).toEqual([]);
  });

  it("keeps what comes and what goes, a deletion with its last state", async () => {
    const agent = await watching([]);
    await agent.report(5, delta(5, [workload({ createdAt: at(4), health: "Progressing", reason: "starting" })]));
    await agent.report(9, delta(9, [], [workload()]));
    const [came, went, ...more] = await agent.changes();
    expect(more).toEqual([]);
    expect(came).toMatchObject({ operation: "created", clusterAt: new Date(at(4)), healthFrom: null, healthTo: "Progressing" });
    expect(came).toMatchObject({ isDecision: true, before: null, after: null });
    expect(went).toMatchObject({ operation: "deleted", observedAt: new Date(at(9)), healthFrom: "Progressing", healthTo: null });
    expect(went).toMatchObject({ before: { "/reason": "starting", "/labels/app": "bank", "/desired": 1 }, after: null });
  });

  it("tells a decision from what follows of it", async () => {
    const owned = { owner: { kind: "ReplicaSet", name: "web-1", uid: "rs" } };
    const pod = (part: Partial<InventoryRecord>) => anInventoryRecord({ uid: "pod", resource: "pods", ...part });
    const agent = await watching([]);
    await agent.report(1, stands(1, "synced", "pods"), delta(1, [workload({ facts: { conditions: [1] } }), pod(owned)]));
    await agent.report(
      2,
      delta(2, [workload({ health: "Degraded", ready: 0, facts: { conditions: [2] } }), pod({ ...owned, labels: {} })]),
    );
    await agent.report(3, delta(3, [workload({ health: "Degraded", ready: 0, facts: { conditions: [2] }, desired: 2 })], [pod({})]));
    const told = (await agent.changes()).map((row) => `${row.uid} ${row.operation} ${row.isDecision}`);
    expect(told.sort()).toEqual(
      ["pod created false", "pod deleted false", "pod updated false", "web created true", "web updated false", "web updated true"].sort(),
    );
  });

  it("says of what came to light at reconnection that nobody watched, and since when", async () => {
    const agent = await watching([workload(), workload({ uid: "old", name: "old" })]);
    nowMs = START + 100_000;
    await recordSilence(installation.settings, agent.cluster.id, new Date(at(97)), "no heartbeat");
    await agent.restart(300);
    const meanwhile = [workload({ desired: 5 }), workload({ uid: "new", name: "new", createdAt: at(200) })];
    await agent.report(301, stands(301, "syncing"), delta(301, meanwhile, [workload({ uid: "old" })]), stands(301, "synced"));
    await agent.report(400, delta(400, [workload({ desired: 6 })]));
    const told = (await agent.changes()).map((row) => [row.uid, row.operation, row.observedAt, row.unwatchedSince]);
    expect(told).toHaveLength(4);
    expect(told).toEqual(
      expect.arrayContaining([
        ["web", "updated", new Date(at(301)), new Date(at(97))],
        ["new", "created", new Date(at(301)), new Date(at(97))],
        ["old", "deleted", new Date(at(301)), new Date(at(97))],
        ["web", "updated", new Date(at(400)), null],
      ]),
    );
  });

  it("takes a kind that the cluster serves no more as the deletion of its objects, and its return as their creation", async () => {
    const agent = await watching();
    await agent.report(10, stands(10, "absent"));
    await agent.report(20, stands(20, "syncing"), delta(20, [workload({ uid: "again" })]), stands(20, "synced"));
    expect((await agent.changes()).map((row) => `${row.uid} ${row.operation}`)).toEqual(["web deleted", "again created"]);
  });

  it("keeps no warnings of the cluster", async () => {
    const agent = await watching([]);
    const event = anInventoryRecord({ uid: "w", resource: "events", kind: "Event" });
    await agent.report(1, stands(1, "synced", "events"), delta(1, [event]));
    await agent.report(2, delta(2, [{ ...event, status: "again" }]));
    await agent.report(3, delta(3, [], [event]));
    expect(await agent.changes()).toEqual([]);
  });

  it("never tells a change of an object to be older than the one before it, nor to be of the future", async () => {
    const agent = await watching();
    await agent.report(10, delta(9000, [workload({ desired: 2 })]));
    await agent.report(11, delta(3, [workload({ desired: 3 })]));
    const [first, second] = await agent.changes();
    expect([first, second].map((row) => row?.observedAt)).toEqual([new Date(at(10)), new Date(at(11))]);
  });
});
