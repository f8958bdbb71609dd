import { randomBytes } from "node:crypto";
import type { CommandOutcome } from "@holdfast/contracts/command";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { ScaleObject } from "@holdfast/contracts/object";
import { transact } from "@holdfast/db/transact";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyReceipt } from "../agents/apply-receipt";
import { applyReport } from "../agents/apply-report";
import { cordonNode } from "./cordon-node";
import { deleteObject } from "./delete-object";
import { listObjectOrders } from "./list-object-orders";
import { listObjectVerbs } from "./list-object-verbs";
import { restartObject } from "./restart-object";
import { scaleObject } from "./scale-object";

const db = suiteDatabase();
const now = () => new Date();
let prod: { id: ClusterId };
let test: { id: ClusterId };
let [operator, viewer] = [] as unknown as [Person, Person];

const uid = (name: string) => name as ObjectUid;
const order = (cluster: { id: ClusterId }, name: string) => ({
  clusterId: cluster.id,
  uid: uid(name),
  key: randomBytes(16).toString("hex"),
  confirmedName: null,
});
const scale = (cluster: { id: ClusterId }, part: Partial<ScaleObject> = {}): ScaleObject => ({
  ...order(cluster, "web"),
  replicas: 5,
  expectReplicas: 3,
  ...part,
});
const commands = () => db.prisma.command.findMany({ orderBy: { seq: "asc" } });
const answer = (commandId: string, clusterId: string, outcome: CommandOutcome, message: string | null = null) =>
  transact(db, now, async (unit) =>
    applyReceipt(
      unit,
      clusterId,
      { commandId: commandId as never, outcome, reason: null, message, output: null, changes: [], at: now().toISOString() },
      now(),
    ),
  );
const setHub = (lastSeenAt: Date) =>
  db.prisma.hubPresence.upsert({
    where: { hubId: "hub-1" },
    update: { lastSeenAt },
    create: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: now(), lastSeenAt },
  });

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  prod = await aCluster(db, "prod", { environment: "production" });
  test = await aCluster(db, "test");
  for (const cluster of [prod, test]) {
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = [
      anInventoryRecord({ uid: "web", name: "web", resource: "deployments.apps", kind: "Deployment", desired: 3, ready: 3 }),
      anInventoryRecord({ uid: "pod", name: "web-1" }),
      anInventoryRecord({ uid: "node", name: "node-1", resource: "nodes", kind: "Node", namespace: null, facts: { isCordoned: false } }),
      anInventoryRecord({ uid: "claim", name: "data", resource: "persistentvolumeclaims", kind: "PersistentVolumeClaim" }),
    ];
    await applyReport(settings, cluster.id, {
      bootId,
      seq: 1,
      messages: [{ type: "inventory.delta", observedAt: now().toISOString(), upserts, deletes: [] }],
    });
  }
  [operator, viewer] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "vera", ["viewer"])];
});
beforeEach(async () => {
  await setHub(new Date(Date.now() + 3_600_000));
  await db.prisma.command.deleteMany();
});

describe("ordering something for an object", () => {
  it("puts one order into the outbox, with its audit row and its event, and shows it until the agent has answered", async () => {
    const { commandId } = await scaleObject(operator.as(), scale(test));
    expect(await commands()).toMatchObject([
      {
        id: commandId,
        name: "workload.scale",
        scope: "object:web",
        input: { kind: "Deployment", namespace: "bank", name: "web", replicas: 5, expectReplicas: 3 },
      },
    ]);
    expect((await auditOf(db, "object.scale")).at(-1)).toMatchObject({
      outcome: "succeeded",
      actor: { id: operator.id },
      target: { kind: "object", id: "web", name: "Deployment bank/web", clusterId: test.id },
      before: { replicas: 3 },
      after: { replicas: 5, command: commandId },
      decision: { effect: "allow" },
    });
    expect(await db.prisma.event.findFirst({ orderBy: { id: "desc" } })).toMatchObject({ type: "object.order-changed", subjectId: "web" });
    const shown = async () => (await listObjectOrders(viewer.as(), { clusterId: test.id, uid: uid("web") }))[0];
    expect(await shown()).toMatchObject({ commandId, verb: "scale", requestedBy: "olga", outcome: null, finishedAt: null });
    await answer(commandId, test.id, "refused", "web has 4 replicas, not the 3 that were expected.");
    expect(await shown()).toMatchObject({
      outcome: "refused",
      message: "web has 4 replicas, not the 3 that were expected.",
      before: { replicas: 3 },
      after: { replicas: 5 },
    });
    expect(await db.prisma.event.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      type: "object.order-changed",
      payload: { command: commandId, outcome: "refused" },
    });
  });

  it("is one order however often it is pressed, and the key is good for no other", async () => {
    const input = scale(test);
    const before = (await auditOf(db, "object.scale")).length;
    const accepted = await Promise.all([1, 2, 3].map(() => scaleObject(operator.as(), input)));
    expect(new Set(accepted.map(({ commandId }) => commandId)).size).toBe(1);
    expect(await commands()).toHaveLength(1);
    expect(await auditOf(db, "object.scale")).toHaveLength(before + 1);
    await expect(deleteObject(operator.as(), { ...input, confirmedName: "web", propagation: "Background" })).rejects.toMatchObject({
      code: "InvalidInput",
    });
    expect(await commands()).toHaveLength(1);
  });

  it("is refused to a viewer, and the refusal is on record", async () => {
    await expect(scaleObject(viewer.as(), scale(test))).rejects.toMatchObject({ code: "Forbidden" });
    await expect(restartObject(viewer.as(), order(test, "web"))).rejects.toMatchObject({ code: "Forbidden" });
    await expect(cordonNode(viewer.as(), { ...order(test, "node"), isCordoned: true })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(
      deleteObject(viewer.as(), { ...order(test, "pod"), confirmedName: "web-1", propagation: "Background" }),
    ).rejects.toMatchObject({ code: "Forbidden" });
    for (const action of ["object.scale", "object.restart", "object.cordon", "object.delete"])
      expect((await auditOf(db, action)).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
    expect(await commands()).toEqual([]);
  });

  it("in production needs the name typed out, and a deletion needs it everywhere; without it the refusal is on record", async () => {
    await expect(scaleObject(operator.as(), scale(prod))).rejects.toMatchObject({ code: "GateRefused" });
    expect((await auditOf(db, "object.scale")).at(-1)).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("Type the name web"),
    });
    await expect(deleteObject(operator.as(), { ...order(test, "pod"), propagation: "Background" })).rejects.toMatchObject({
      code: "GateRefused",
    });
    expect(await commands()).toEqual([]);
    await scaleObject(operator.as(), scale(prod, { confirmedName: "web" }));
    await deleteObject(operator.as(), { ...order(test, "pod"), confirmedName: "web-1", propagation: "Foreground" });
    expect(await commands()).toMatchObject([
      { name: "workload.scale" },
      { name: "object.delete", input: { resource: "pods", name: "web-1", uid: "pod", propagation: "Foreground" } },
    ]);
  });

  it("is refused while nobody could carry it out, and for what its kind does not have", async () => {
    await setHub(new Date(0));
    await expect(scaleObject(operator.as(), scale(test))).rejects.toMatchObject({ code: "AgentUnreachable" });
    expect((await auditOf(db, "object.scale")).at(-1)).toMatchObject({ outcome: "refused" });
    await setHub(new Date(Date.now() + 3_600_000));
    await expect(restartObject(operator.as(), order(test, "pod"))).rejects.toMatchObject({ code: "GateRefused" });
    await expect(
      deleteObject(operator.as(), { ...order(test, "claim"), confirmedName: "data", propagation: "Background" }),
    ).rejects.toMatchObject({ code: "GateRefused" });
    await expect(scaleObject(operator.as(), { ...scale(test), uid: uid("nobody") })).rejects.toMatchObject({ code: "NotFound" });
    expect(await commands()).toEqual([]);
  });

  it("offers each reader what the object's kind has, with the reason where it can't be ordered", async () => {
    const offered = async (person: Person, name: string, cluster = test) =>
      (await listObjectVerbs(person.as(), { clusterId: cluster.id, uid: uid(name) })).map(
        ({ verb, gate, needsName }) => `${verb} ${gate.isMet}${needsName ? " by name" : ""}`,
      );
    expect(await offered(operator, "web")).toEqual(["scale true", "restart true", "edit true", "delete true by name"]);
    expect(await offered(operator, "web", prod)).toEqual([
      "scale true by name",
      "restart true by name",
      "edit true by name",
      "delete true by name",
    ]);
    expect(await offered(operator, "node")).toEqual(["cordon true", "uncordon false", "drain true by name", "edit true"]);
    expect(await offered(viewer, "web")).toEqual(["scale false", "restart false", "edit false", "delete false by name"]);
    expect(await offered(operator, "claim")).toEqual(["edit true"]);
  });
});
