import type { PolicyId, WaiverId } from "@holdfast/contracts/ids";
import { DecideWaiver, ListWaivers, RequestWaiver } from "@holdfast/contracts/waiver";
import { auditOf } from "@holdfast/testkit/audit-trail";
import type { Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { complianceBed } from "../../test/compliance-bed";
import { listApprovals } from "../failover/list-approvals";
import { applyInput } from "../policies/apply-input";
import { decideWaiver } from "./decide-waiver";
import { listWaivers } from "./list-waivers";
import { requestWaiver } from "./request-waiver";
import { revokeWaiver } from "./revoke-waiver";
import { settleWaivers } from "./settle-waivers";
import { sweepWaivers } from "./sweep-waivers";

const db = suiteDatabase();
const DAY_MS = 86_400_000;
let bed: Awaited<ReturnType<typeof complianceBed>>;
let [olga, adam, vera] = [] as unknown as [Person, Person, Person];
let prod: { id: string; name: string };
let policyId: PolicyId;
let number = 0;

beforeAll(async () => {
  bed = await complianceBed(db);
  prod = await bed.cluster("prod");
  [olga, adam, vera] = [
    await bed.person("olga", ["operator", "approver"]),
    await bed.person("adam", ["approver"]),
    await bed.person("vera", ["viewer"]),
  ];
});
beforeEach(async () => {
  await db.prisma.policyDeployment.deleteMany();
  await db.prisma.policyWaiver.deleteMany();
  await db.prisma.rollout.deleteMany();
  bed.pods.set(prod.id, [
    { name: "web-1", image: "web:latest" },
    { name: "old-1", image: "old:latest", namespace: "shop" },
  ]);
  policyId = await bed.save(`rule-${++number}`, "Deny", 0);
  await bed.deploy(policyId, prod.id);
  await bed.look();
});

const inDays = (days: number) => new Date(bed.clock.now().getTime() + days * DAY_MS);
const asked = (more: object = {}) =>
  RequestWaiver.parse({
    ...{ policyId, clusterIds: [prod.id], namespace: "bank", owner: "core team", reason: "until the vendor ships a tag" },
    ...{ expiresAt: inDays(30), ...more },
  });
const ask = async (more: object = {}, person = olga) => (await requestWaiver(person.as(), asked(more))).id;
const decide = (id: WaiverId, person = adam, more: object = {}) =>
  decideWaiver(person.as(), DecideWaiver.parse({ id, decision: "approve", version: 1, ...more }));
const anActive = async (more: object = {}) => {
  const id = await ask(more);
  await decide(id);
  return id;
};
const scan = () => db.prisma.policyScan.findUniqueOrThrow({ where: { policyId_clusterId: { policyId, clusterId: prod.id } } });
const counts = async () => (({ open, waived }) => [open, waived])(await scan());
const one = async (id: WaiverId) => (await listWaivers(vera.as(), ListWaivers.parse({}))).rows.find((row) => row.id === id);
const conditions = async () => {
  const { objects } = await applyInput(db.prisma, { id: policyId, name: "rule" }, 1, prod.id);
  return objects.flatMap(({ spec }) => (spec.matchConditions as { name: string; expression: string }[] | undefined) ?? []);
};
const rollouts = () => db.prisma.rollout.findMany({ where: { policyId }, include: { targets: true }, orderBy: { requestedAt: "asc" } });

describe("a waiver", () => {
  it("excuses nothing before a second person approves it, then what is in its scope and nothing else", async () => {
    const id = await ask();
    expect(await counts()).toEqual([2, 0]);
    await decide(id);
    expect(await counts()).toEqual([1, 1]);
    expect(await one(id)).toMatchObject({ state: "active", owner: "core team", excuses: 1, clusterNames: ["prod"], decidedByName: "adam" });
    for (const action of ["policy.request-waiver", "policy.approve-waiver"])
      expect(await auditOf(db, action)).toMatchObject([{ outcome: "succeeded", target: { kind: "waiver", id } }]);
  });

  it("is not approved by who asked for it, by an account of theirs, nor by who may not; the refusals are on record", async () => {
    const id = await ask();
    await expect(decide(id, olga)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    const alias = await bed.person("olga-too", ["approver"]);
    await db.prisma.user.update({ where: { id: olga.id }, data: { email: "olga@bank.example" } });
    await db.prisma.user.update({ where: { id: alias.id }, data: { email: "olga+too@bank.example" } });
    await expect(decide(id, alias)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await expect(decide(id, vera)).rejects.toMatchObject({ code: "Forbidden" });
    await db.prisma.user.update({ where: { id: adam.id }, data: { twoFactorEnabled: true } });
    await expect(decide(id)).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await db.prisma.user.update({ where: { id: adam.id }, data: { twoFactorEnabled: false } });
    expect((await auditOf(db, "policy.approve-waiver")).filter(({ outcome }) => outcome === "refused")).toHaveLength(4);
    expect(await counts()).toEqual([2, 0]);
  });

  it("is refused without an end, beyond ninety days, in the past, without a scope and to who may not push there", async () => {
    expect(() => asked({ expiresAt: undefined })).toThrow();
    expect(() => asked({ namespace: null })).toThrow("give a namespace");
    await expect(ask({ expiresAt: inDays(91) })).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("90 days"),
    });
    await expect(ask({ expiresAt: inDays(-1) })).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(ask({}, vera)).rejects.toMatchObject({ code: "Forbidden" });
    expect(await db.prisma.policyWaiver.count()).toBe(0);
  });

  it("is refused where the policy could not let that through, in its last version or in that of a cluster", async () => {
    const kept = await db.prisma.policyVersion.findFirstOrThrow({ where: { policyId } });
    const constraint = { apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "K8sLabels", metadata: { name: "labels" }, spec: {} };
    await db.prisma.policyVersion.updateMany({ where: { policyId }, data: { objects: [...(kept.objects as object[]), constraint] } });
    await expect(ask({ workload: { kind: "Deployment", name: "web" } })).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("whole namespaces and nothing smaller"),
    });
    await expect(ask({ namespace: null, objectName: "reader" })).rejects.toMatchObject({ code: "InvalidInput" });
    expect(await db.prisma.policyWaiver.count()).toBe(0);
    await decide(await ask());
    await db.prisma.policyVersion.updateMany({ where: { policyId }, data: { objects: kept.objects as object[] } });
    const id = await ask({ objectName: "web-1" });
    await db.prisma.policyVersion.updateMany({ where: { policyId }, data: { objects: [constraint] } });
    await expect(decide(id)).rejects.toMatchObject({ message: expect.stringContaining("whole namespaces and nothing smaller") });
    await decide(id, adam, { decision: "decline" });
  });

  it("is decided once, as it was seen", async () => {
    const id = await ask();
    await expect(decide(id, adam, { version: 2 })).rejects.toMatchObject({ code: "VersionConflict" });
    await decide(id, adam, { decision: "decline", comment: "fix it" });
    expect(await one(id)).toMatchObject({ state: "declined", comment: "fix it", allowed: { decide: { isMet: false } } });
    await expect(decide(id)).rejects.toMatchObject({ code: "WrongPhase" });
    expect(await counts()).toEqual([2, 0]);
  });

  it("waits among the approvals of who may decide, and says why others can't", async () => {
    const id = await ask();
    const inbox = async (person: Person) => (await listApprovals(person.as())).find((item) => item.id === id);
    expect(await inbox(adam)).toMatchObject({ kind: "waiver", detail: "until the vendor ships a tag", canDecide: { isMet: true } });
    expect((await inbox(olga))?.canDecide).toMatchObject({ isMet: false });
    expect((await inbox(vera))?.canDecide.message).toMatch(/role approver on prod/);
    await decide(id);
    expect(await inbox(adam)).toBeUndefined();
  });

  it("narrowed to a workload or an object excuses those alone", async () => {
    bed.pods.set(prod.id, [
      { name: "web-1", image: "web:latest" },
      { name: "till-1", image: "web:latest" },
    ]);
    bed.clock.advance(360_000);
    await bed.look();
    const id = await anActive({ workload: { kind: "Deployment", name: "web" } });
    expect(await counts()).toEqual([1, 1]);
    await revokeWaiver(olga.as(), { id, reason: "fixed by now" });
    expect(await counts()).toEqual([2, 0]);
    await anActive({ objectName: "till-1" });
    expect((await db.prisma.policyViolation.findMany({ where: { policyId, waiverId: { not: null } } })).map(({ name }) => name)).toEqual([
      "till-1",
    ]);
  });

  it("also excuses what is found later", async () => {
    await anActive();
    bed.pods.set(prod.id, [...(bed.pods.get(prod.id) ?? []), { name: "late-1", image: "late:latest" }]);
    bed.clock.advance(360_000);
    await bed.look();
    expect(await counts()).toEqual([1, 2]);
  });

  it("ends at its time, on record, and is told of a week and a day before, each once", async () => {
    const id = await anActive();
    const warnings = async () =>
      (await db.prisma.event.findMany({ where: { type: "policy.waiver-ending", subjectId: id }, orderBy: { id: "asc" } })).map(
        ({ payload }) => (payload as { hours: number }).hours,
      );
    for (const days of [22, 0, 1.5, 6.2, 0]) {
      bed.clock.advance(days * DAY_MS);
      await sweepWaivers(bed.system());
    }
    expect(await warnings()).toEqual([168, 24]);
    expect(await counts()).toEqual([1, 1]);
    bed.clock.advance(0.3 * DAY_MS);
    await Promise.all([sweepWaivers(bed.system()), sweepWaivers(bed.system())]);
    expect(await one(id)).toMatchObject({ state: "expired", endedAt: bed.clock.now(), excuses: 0 });
    expect(await counts()).toEqual([2, 0]);
    expect(await auditOf(db, "policy.expire-waiver")).toHaveLength(1);
  });
});

describe("what a waiver lets through", () => {
  it("is a condition more in the policy of its clusters, under another hash, while it holds", async () => {
    const before = await applyInput(db.prisma, { id: policyId, name: "rule" }, 1, prod.id);
    const id = await anActive({ workload: { kind: "Deployment", name: "web" } });
    const during = await applyInput(db.prisma, { id: policyId, name: "rule" }, 1, prod.id);
    expect(during.contentHash).not.toBe(before.contentHash);
    expect(await conditions()).toMatchObject([{ name: "holdfast-waivers", expression: expect.stringContaining('"bank"') }]);
    await revokeWaiver(olga.as(), { id, reason: "fixed by now" });
    expect(await applyInput(db.prisma, { id: policyId, name: "rule" }, 1, prod.id)).toEqual(before);
  });

  it("reaches the clusters by a rollout of the version that they have, once, and leaves them by another", async () => {
    const id = await anActive();
    expect(await one(id)).toMatchObject({ isSettled: false });
    await Promise.all([settleWaivers(bed.system()), settleWaivers(bed.system())]);
    expect(await rollouts()).toMatchObject([{ action: "push", toVersion: 1, targets: [{ clusterId: prod.id }] }]);
    const { contentHash } = await applyInput(db.prisma, { id: policyId, name: "rule" }, 1, prod.id);
    await db.prisma.policyDeployment.updateMany({ where: { policyId }, data: { contentHash } });
    await settleWaivers(bed.system());
    expect(await one(id)).toMatchObject({ isSettled: false });
    await db.prisma.rollout.updateMany({ data: { phase: "Succeeded", finishedAt: bed.clock.now() } });
    await settleWaivers(bed.system());
    expect(await one(id)).toMatchObject({ isSettled: true });
    bed.clock.advance(31 * DAY_MS);
    await sweepWaivers(bed.system());
    await settleWaivers(bed.system());
    expect((await rollouts()).map(({ phase }) => phase)).toEqual(["Succeeded", expect.stringMatching(/Running|AwaitingApproval/)]);
  });

  it("is never what a policy is judged by: what it excuses is still seen", async () => {
    await anActive();
    bed.clock.advance(360_000);
    await bed.look();
    expect(await counts()).toEqual([1, 1]);
  });
});
