import { randomBytes } from "node:crypto";
import type { Receipt } from "@holdfast/contracts/command";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { transact } from "@holdfast/db/transact";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyReceipt } from "../agents/apply-receipt";
import { applyReport } from "../agents/apply-report";
import type { LivePort } from "../live/live-port";
import { drainNode } from "./drain-node";
import { listObjectOrders } from "./list-object-orders";
import { planDrain } from "./plan-drain";

const db = suiteDatabase();
const now = () => new Date();
let cluster: { id: ClusterId };
let [operator, viewer] = [] as unknown as [Person, Person];
const node = () => ({ clusterId: cluster.id, uid: "node" as ObjectUid });
const options = { timeoutSeconds: 600, evictUnmanaged: true, evictLocalData: false };
const drain = (confirmedName: string | null = "node-1") => ({
  ...node(),
  ...options,
  confirmedName,
  key: randomBytes(16).toString("hex"),
});
const progress = (evicted: number) => ({ total: 3, evicted, kept: 1, waiting: [] });
const answer = (commandId: string, part: Partial<Receipt>) =>
  transact(db, now, async (unit) =>
    applyReceipt(
      unit,
      cluster.id,
      {
        commandId: commandId as never,
        outcome: "accepted",
        reason: null,
        message: null,
        output: null,
        changes: [],
        at: now().toISOString(),
        ...part,
      },
      now(),
    ),
  );

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  cluster = await aCluster(db, "test");
  const { bootId } = await anAgent(settings, cluster.id);
  const upserts = [anInventoryRecord({ uid: "node", name: "node-1", resource: "nodes", kind: "Node", namespace: null, facts: {} })];
  await applyReport(settings, cluster.id, {
    bootId,
    seq: 1,
    messages: [{ type: "inventory.delta", observedAt: now().toISOString(), upserts, deletes: [] }],
  });
  const lastSeenAt = new Date(Date.now() + 3_600_000);
  await db.prisma.hubPresence.create({ data: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: now(), lastSeenAt } });
  [operator, viewer] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "vera", ["viewer"])];
});
beforeEach(() => db.prisma.command.deleteMany());

describe("ordering a drain", () => {
  it("is one order with what the person agreed to, and needs the node's name everywhere", async () => {
    await expect(drainNode(operator.as(), drain(null))).rejects.toMatchObject({ code: "GateRefused" });
    expect((await auditOf(db, "object.drain")).at(-1)).toMatchObject({ outcome: "refused" });
    const { commandId } = await drainNode(operator.as(), drain());
    expect(await db.prisma.command.findMany()).toMatchObject([
      { id: commandId, name: "node.drain", scope: "object:node", input: { name: "node-1", uid: "node", ...options } },
    ]);
    expect((await auditOf(db, "object.drain")).at(-1)).toMatchObject({ outcome: "succeeded", after: { ...options, command: commandId } });
  });

  it("is refused to a viewer, the plan of it too, and both refusals are on record", async () => {
    await expect(drainNode(viewer.as(), drain())).rejects.toMatchObject({ code: "Forbidden" });
    await expect(planDrain(viewer.as(), {} as LivePort, node())).rejects.toMatchObject({ code: "Forbidden" });
    for (const action of ["object.drain", "object.plan-drain"])
      expect((await auditOf(db, action)).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
  });

  it("shows how far it is while it runs, each step by an event, and keeps it when the agent dies and cannot tell", async () => {
    const { commandId } = await drainNode(operator.as(), drain());
    const shown = async () => (await listObjectOrders(viewer.as(), node()))[0];
    expect(await shown()).toMatchObject({ verb: "drain", outcome: null, drain: null });
    for (const evicted of [0, 2]) {
      const before = await db.prisma.event.count();
      await answer(commandId, { output: progress(evicted) });
      expect(await db.prisma.event.count()).toBe(before + 1);
      expect(await shown()).toMatchObject({ outcome: "accepted", finishedAt: null, drain: { total: 3, evicted } });
    }
    await answer(commandId, { outcome: "unknown", reason: "AgentDied" });
    expect(await shown()).toMatchObject({ outcome: "unknown", drain: { evicted: 2 } });
  });

  it("takes no progress after the last word", async () => {
    const { commandId } = await drainNode(operator.as(), drain());
    await answer(commandId, { outcome: "succeeded", output: progress(3) });
    await answer(commandId, { output: progress(1) });
    expect((await listObjectOrders(viewer.as(), node()))[0]).toMatchObject({ outcome: "succeeded", drain: { evicted: 3 } });
  });
});

describe("planning a drain", () => {
  it("asks the cluster by the node's name, and says when it has no such node", async () => {
    const asked: unknown[] = [];
    const live = (answered: object): LivePort => ({
      ask: async (_, contract, input) => {
        asked.push([contract.name, input]);
        return contract.output.parse(answered);
      },
    });
    const pods = [{ namespace: "bank", name: "web", controller: null, keptBy: null, risks: ["Unmanaged"], blockedBy: "budget" }];
    expect(await planDrain(operator.as(), live({ exists: true, pods }), node())).toMatchObject({ isGone: false, pods });
    expect(await planDrain(operator.as(), live({ exists: false, pods: [] }), node())).toMatchObject({ isGone: true, pods: [] });
    expect(asked).toEqual([1, 2].map(() => ["node.drain-plan", { name: "node-1" }]));
  });
});
