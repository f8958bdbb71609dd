import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { transact } from "@holdfast/db/transact";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { revokeAgent } from "../clusters/revoke-agent";
import { applyReport } from "./apply-report";
import { knownObjects } from "./known-objects";
import { recordHello } from "./record-hello";

const db = suiteDatabase();
let installation: Awaited<ReturnType<typeof anInstallation>>;
beforeAll(async () => {
  installation = await anInstallation(db);
});

const observedAt = "2026-11-21T03:00:00.000Z";
const delta = (upserts: InventoryRecord[], deletes: string[] = []): ReportMessage => ({
  type: "inventory.delta",
  observedAt,
  upserts,
  deletes: deletes.map((uid) => ({ resource: "pods", uid })),
});
const summaryOf = (records: InventoryRecord[]): ReportMessage => ({
  type: "inventory.summary",
  summaries: [
    { resource: "pods", count: records.length, digest: String(records.reduce((sum, record) => sum ^ BigInt(record.digest), 0n)) },
  ],
});

let number = 0;
async function connected() {
  const cluster = await aCluster(db, `c-${++number}`);
  const { bootId } = await anAgent(installation.settings, cluster.id);
  let seq = 0;
  return {
    cluster,
    bootId,
    report: (...messages: ReportMessage[]) => applyReport(installation.settings, cluster.id, { bootId, seq: ++seq, messages }),
    repeat: (...messages: ReportMessage[]) => applyReport(installation.settings, cluster.id, { bootId, seq, messages }),
    rows: () => db.prisma.inventoryObject.findMany({ where: { clusterId: cluster.id }, orderBy: { uid: "asc" } }),
    counts: async () =>
      Object.fromEntries(
        (await db.prisma.inventoryCount.findMany({ where: { clusterId: cluster.id } })).map((row) => [
          `${row.resource}/${row.health}`,
          row.count,
        ]),
      ),
  };
}

describe("a report", () => {
  it("is applied once, however often it comes", async () => {
    const agent = await connected();
    const record = anInventoryRecord({ uid: "a" });
    expect(await agent.report(delta([record]))).toEqual({ ackedSeq: 1, resync: [] });
    expect(await agent.repeat(delta([anInventoryRecord({ uid: "b" })]))).toEqual({ ackedSeq: 1, resync: [] });
    expect((await agent.rows()).map((row) => row.uid)).toEqual(["a"]);
  });

  it("that skips a number is answered with where to go on from, and changes nothing", async () => {
    const agent = await connected();
    await agent.report(delta([anInventoryRecord({ uid: "a" })]));
    const ack = await applyReport(installation.settings, agent.cluster.id, {
      bootId: agent.bootId,
      seq: 5,
      messages: [delta([anInventoryRecord({ uid: "b" })])],
    });
    expect(ack.ackedSeq).toBe(1);
    expect(await agent.rows()).toHaveLength(1);
  });

  it("of an earlier start of the agent is refused", async () => {
    const agent = await connected();
    const clusterUid = `uid-of-${agent.cluster.id}`;
    await recordHello(installation.settings, agent.cluster.id, {
      protocol: 1,
      agentVersion: "1",
      bootId: uuid(),
      nextSeq: 1,
      clock: observedAt,
      kubernetesVersion: "v1.36.3",
      clusterUid,
    });
    await expect(agent.report(delta([anInventoryRecord({ uid: "late" })]))).rejects.toMatchObject({ code: "VersionConflict" });
  });

  it("of a revoked agent is refused", async () => {
    const agent = await connected();
    await revokeAgent(theSystem(db), { clusterId: agent.cluster.id, reason: "stolen laptop" });
    await expect(agent.report(delta([anInventoryRecord({ uid: "x" })]))).rejects.toMatchObject({ code: "IdentityRevoked" });
  });

  it("keeps whatever text a cluster gives, without a byte that the store can't hold", async () => {
    const agent = await connected();
    await agent.report(
      delta([anInventoryRecord({ uid: "odd", reason: "nul \u0000 and \ud800 alone", facts: { "k\u0000": "<script>alert(1)</script>" } })]),
    );
    expect((await agent.rows())[0]).toMatchObject({ facts: { "k\ufffd": "<script>alert(1)</script>" } });
  });
});

describe("the inventory", () => {
  it("counts by health in step with every change", async () => {
    const agent = await connected();
    const records = ["a", "b", "c", "d"].map((uid) => anInventoryRecord({ uid }));
    await agent.report(delta(records));
    expect(await agent.counts()).toEqual({ "pods/Healthy": 4 });
    await agent.report(
      delta([anInventoryRecord({ uid: "a", health: "Degraded", status: "CrashLoopBackOff" }), anInventoryRecord({ uid: "b" })], ["d"]),
    );
    expect(await agent.counts()).toEqual({ "pods/Healthy": 2, "pods/Degraded": 1 });
    await agent.report(delta([], ["a", "b", "c"]));
    expect(await agent.counts()).toEqual({ "pods/Healthy": 0, "pods/Degraded": 0 });
  });

  it("takes the last state when one batch tells of an object twice", async () => {
    const agent = await connected();
    await agent.report(delta([anInventoryRecord({ uid: "a", status: "Pending" }), anInventoryRecord({ uid: "a", status: "Running" })]));
    expect(await agent.rows()).toEqual([expect.objectContaining({ uid: "a", status: "Running" })]);
  });

  it("is proven equal by a summary, and what differs is asked for again: a loss, a phantom, a changed row", async () => {
    const agent = await connected();
    const records = ["a", "b", "c"].map((uid) => anInventoryRecord({ uid }));
    const resource: ReportMessage = {
      type: "inventory.resource",
      resource: "pods",
      kind: "Pod",
      isNamespaced: true,
      state: "synced",
      message: null,
      observedAt,
    };
    expect(await agent.report(delta(records), resource, summaryOf(records))).toMatchObject({ resync: [] });
    expect((await db.prisma.inventoryResource.findFirst({ where: { clusterId: agent.cluster.id } }))?.verifiedAt).not.toBeNull();

    await db.prisma.inventoryObject.deleteMany({ where: { clusterId: agent.cluster.id, uid: "b" } });
    expect(await agent.report(summaryOf(records))).toMatchObject({ resync: ["pods"] });
    await agent.report(delta(records));
    await db.prisma.inventoryObject.updateMany({ where: { clusterId: agent.cluster.id, uid: "a" }, data: { digest: 7n } });
    expect(await agent.report(summaryOf(records))).toMatchObject({ resync: ["pods"] });
    await agent.report(delta([...records, anInventoryRecord({ uid: "phantom", resource: "services" })]));
    expect(await agent.report(summaryOf(records))).toMatchObject({ resync: ["services"] });
  });

  it("tells an agent in pages what is held, without a gap", async () => {
    const agent = await connected();
    const records = Array.from({ length: 120 }, (_, i) => anInventoryRecord({ uid: `u${String(i).padStart(4, "0")}` }));
    await agent.report(delta(records));
    const page = await knownObjects(db, agent.cluster.id, "pods", "u0099");
    expect(page.entries.map(([uid]) => uid)).toEqual(records.slice(100).map((record) => record.uid));
    expect(page.entries[0]?.[1]).toBe(records[100]?.digest);
    expect(page.next).toBeNull();
  });

  it("loses the rows of a resource that the cluster does not serve any more", async () => {
    const agent = await connected();
    await agent.report(delta([anInventoryRecord({ uid: "a" })]));
    await agent.report({
      type: "inventory.resource",
      resource: "pods",
      kind: "Pod",
      isNamespaced: true,
      state: "absent",
      message: null,
      observedAt,
    });
    expect(await agent.rows()).toEqual([]);
    expect(await agent.counts()).toEqual({ "pods/Healthy": 0 });
  });
});

describe("a receipt", () => {
  const order = async (clusterId: string) => {
    const id = uuid();
    await transact(
      db,
      () => new Date(),
      async (unit) =>
        unit.order({
          id,
          clusterId,
          name: "workload.scale",
          input: { replicas: 3 },
          scope: "cluster",
          epoch: 0n,
          idempotencyKey: id,
          expiresAt: new Date(Date.now() + 60_000),
        }),
    );
    return id;
  };
  const receipt = (commandId: string, outcome: "accepted" | "succeeded" | "failed"): ReportMessage => ({
    type: "receipt",
    receipt: {
      commandId: commandId as never,
      outcome,
      reason: null,
      message: null,
      output: { hasChanged: true },
      changes: [],
      at: observedAt,
    },
  });

  it("is kept with the order and in the audit chain, and the first final one stands", async () => {
    const agent = await connected();
    const id = await order(agent.cluster.id);
    await agent.report(receipt(id, "accepted"));
    await agent.report(receipt(id, "succeeded"), receipt(id, "failed"));
    expect(await db.prisma.command.findUnique({ where: { id } })).toMatchObject({ outcome: "succeeded", output: { hasChanged: true } });
    expect((await auditOf(db, "command.succeeded")).at(-1)).toMatchObject({
      actor: { kind: "agent", id: agent.cluster.id },
      target: { id },
    });
  });

  it("for another cluster's order is ignored", async () => {
    const [mine, other] = [await connected(), await connected()];
    const id = await order(other.cluster.id);
    await mine.report(receipt(id, "succeeded"));
    expect(await db.prisma.command.findUnique({ where: { id } })).toMatchObject({ outcome: null, finishedAt: null });
  });
});
