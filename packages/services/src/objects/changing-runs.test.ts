import { randomBytes, randomUUID } from "node:crypto";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { previewBulk } from "../bulk/preview-bulk";
import { listObjectVerbs } from "./list-object-verbs";
import { scaleObject } from "./scale-object";

const db = suiteDatabase();
let operator: Person;
let standby: { id: ClusterId };
let runId: string;

const uid = (name: string) => name as ObjectUid;
const scale = (name: string) =>
  scaleObject(operator.as(), {
    ...{ clusterId: standby.id, uid: uid(name), key: randomBytes(16).toString("hex"), confirmedName: name },
    ...{ replicas: 5, expectReplicas: 3 },
  });
const setPhase = (phase: string, kind = "real") => db.prisma.run.update({ where: { id: runId }, data: { phase, kind } });
const workload = (name: string) =>
  anInventoryRecord({ uid: name, name, resource: "deployments.apps", kind: "Deployment", desired: 3, ready: 3 });

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  const primary = await aCluster(db, "prod", { environment: "production" });
  standby = await aCluster(db, "dr", { environment: "dr" });
  const { bootId } = await anAgent(settings, standby.id);
  const upserts = [workload("core"), workload("other")];
  const delta = { type: "inventory.delta" as const, observedAt: new Date().toISOString(), upserts, deletes: [] };
  await applyReport(settings, standby.id, { bootId, seq: 1, messages: [delta] });
  const lastSeenAt = new Date(Date.now() + 3_600_000);
  await db.prisma.hubPresence.upsert({
    where: { hubId: "hub-1" },
    update: { lastSeenAt },
    create: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: new Date(), lastSeenAt },
  });
  operator = await aPerson(db, "olga", ["operator"]);
  const steps = `      - name: scale-up
        use: workload.scale
        with: { cluster: dr, namespace: bank, name: core, replicas: 10 }`;
  const { id: planId } = await aPlan(db, { name: "bank-core", primary: "prod", standby: "dr", steps });
  const { groupId } = await db.prisma.plan.findUniqueOrThrow({ where: { id: planId } });
  const { id: evaluationId } = await db.prisma.evaluation.findFirstOrThrow({ where: { planId } });
  const at = { requestedAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) };
  runId = randomUUID();
  await db.prisma.run.create({
    data: {
      ...{ id: runId, planId, planVersion: 1, groupId, evaluationId, primaryId: primary.id, standbyId: standby.id, ...at },
      ...{ kind: "real", mode: "ungraceful", phase: "Running", reason: "test", subjectHash: "0", approvalsRequired: 1 },
      ...{ requestedById: "ana", requestedByName: "Ana" },
    },
  });
});

describe("an object that a failover changes", () => {
  it("takes no order while the run acts, alone or among many, and the refusal is on record with the plan's name", async () => {
    for (const phase of ["Running", "Undoing"]) {
      await setPhase(phase);
      await expect(scale("core")).rejects.toMatchObject({ code: "WrongPhase", message: expect.stringContaining("bank-core") });
      expect((await auditOf(db, "object.scale")).at(-1)).toMatchObject({
        outcome: "refused",
        reason: expect.stringContaining("bank-core"),
      });
      const verbs = await listObjectVerbs(operator.as(), { clusterId: standby.id, uid: uid("core") });
      expect(verbs.every(({ gate }) => !gate.isMet)).toBe(true);
      const objects = ["core", "other"].map((name) => ({ clusterId: standby.id, uid: uid(name) }));
      const preview = await previewBulk(operator.as(), {
        verb: "restart",
        selection: { by: "objects", objects },
        replicas: null,
        propagation: "Background",
      });
      expect(Object.fromEntries(preview.objects.map(({ name, gate }) => [name, gate.isMet]))).toEqual({ core: false, other: true });
    }
    expect(await db.prisma.command.count()).toBe(0);
  });

  it("is people's again when the run is paused, waits for an operator, has ended, or is a rehearsal", async () => {
    for (const phase of ["AwaitingApproval", "Paused", "NeedsOperator", "Succeeded"]) {
      await setPhase(phase);
      await expect(scale("core"), phase).resolves.toMatchObject({ commandId: expect.any(String) });
    }
    await setPhase("Running", "rehearsal");
    await expect(scale("core")).resolves.toMatchObject({ commandId: expect.any(String) });
  });

  it("leaves others alone", async () => {
    await setPhase("Running");
    await expect(scale("other")).resolves.toMatchObject({ commandId: expect.any(String) });
  });
});
