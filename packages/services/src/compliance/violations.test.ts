import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { complianceBed } from "../../test/compliance-bed";

const db = suiteDatabase();
let bed: Awaited<ReturnType<typeof complianceBed>>;
let prod: { id: string; name: string };
let number = 0;
beforeAll(async () => {
  bed = await complianceBed(db);
  prod = await bed.cluster("prod", { environment: "production" });
});
beforeEach(async () => {
  await db.prisma.policyDeployment.deleteMany();
  await bed.look();
  for (const set of [bed.away, bed.forbidden, bed.unserved, bed.broken]) set.clear();
  bed.pods.set(prod.id, [{ name: "web-1", image: "web:latest", team: "core" }]);
});

const MINUTES = 60_000;
const aDeployed = async (action = "Deny") => {
  const policyId = await bed.save(`rule-${++number}`, action, 0);
  await bed.deploy(policyId, prod.id);
  return policyId;
};
const violations = (policyId: string) => db.prisma.policyViolation.findMany({ where: { policyId }, orderBy: { firstSeen: "asc" } });
const scan = (policyId: string) => db.prisma.policyScan.findUnique({ where: { policyId_clusterId: { policyId, clusterId: prod.id } } });
const later = async (minutes = 6) => {
  bed.clock.advance(minutes * MINUTES);
  return bed.look();
};

describe("what a deployed policy finds", () => {
  it("is judged as soon as the policy is there, by object, rule and effect, and again minutes later", async () => {
    const policyId = await aDeployed("Audit");
    expect(await bed.look()).toEqual([prod.id]);
    expect(await violations(policyId)).toMatchObject([
      {
        ...{ version: 1, effect: "audit", resource: "pods", kind: "Pod", namespace: "bank", name: "web-1", team: "core" },
        ...{ workloadKind: "Deployment", workloadName: "web", message: "no latest tags", resolvedAt: null },
      },
    ]);
    expect(await scan(policyId)).toMatchObject({ state: "judged", judged: 1, open: 1, waived: 0 });
    expect(await bed.look()).toEqual([]);
    expect(await later()).toEqual([prod.id]);
    expect(await violations(policyId)).toHaveLength(1);
  });

  it("is kept when it is gone, with when it was last seen, and is another episode when it is back", async () => {
    const policyId = await aDeployed();
    await bed.look();
    await later();
    const seenLast = bed.clock.now();
    bed.pods.set(prod.id, []);
    await later();
    expect(await violations(policyId)).toMatchObject([{ lastSeen: seenLast, resolvedAt: bed.clock.now() }]);
    bed.pods.set(prod.id, [{ name: "web-1", image: "web:latest" }]);
    await later();
    const [before, again] = await violations(policyId);
    expect(again).toMatchObject({ key: before?.key, firstSeen: bed.clock.now(), resolvedAt: null });
  });

  it("resolves nothing while the cluster is away, its kind can't be read or the policy can't be judged, and says so", async () => {
    const policyId = await aDeployed();
    const { name } = await db.prisma.policy.findUniqueOrThrow({ where: { id: policyId } });
    await bed.look();
    const judgedAt = bed.clock.now();
    bed.pods.set(prod.id, []);
    bed.away.add(prod.id);
    await later();
    expect(await scan(policyId)).toMatchObject({ state: "failed", message: "The cluster's agent is not connected.", judgedAt, open: 1 });
    bed.away.clear();
    bed.forbidden.add(prod.id);
    await later();
    expect(await scan(policyId)).toMatchObject({
      state: "judged",
      open: 1,
      notJudged: [{ message: "pods are not judged: may not list pods" }],
    });
    bed.forbidden.clear();
    bed.broken.add(name);
    bed.pods.set(prod.id, [{ name: "other-1", image: "web:1" }]);
    await later();
    expect(await scan(policyId)).toMatchObject({ state: "failed", message: "no such field" });
    expect(await violations(policyId)).toMatchObject([{ resolvedAt: null }]);
    bed.broken.clear();
    await later();
    expect(await violations(policyId)).toMatchObject([{ lastSeen: judgedAt, resolvedAt: bed.clock.now() }]);
  });

  it("resolves nothing where the cluster says for once that it does not serve the kind, until the inventory has seen so too", async () => {
    const policyId = await aDeployed();
    await bed.look();
    bed.unserved.add(prod.id);
    await later();
    expect(await violations(policyId)).toMatchObject([{ resolvedAt: null }]);
    expect((await scan(policyId))?.notJudged).toMatchObject([{ message: expect.stringContaining("does not serve it") }]);
    await db.prisma.inventoryResource.updateMany({ where: { resource: "pods" }, data: { state: "absent" } });
    await later();
    await db.prisma.inventoryResource.updateMany({ where: { resource: "pods" }, data: { state: "synced" } });
    expect(await violations(policyId)).toMatchObject([{ resolvedAt: expect.any(Date) }]);
  });

  it("says of a version whose stored objects can't be read that it could not be judged, and is not due again at once", async () => {
    const [broken, whole] = [await aDeployed(), await aDeployed()];
    await db.prisma.policyVersion.updateMany({ where: { policyId: broken }, data: { objects: [{ kind: "nonsense" }] } });
    await bed.look();
    expect(await scan(broken)).toMatchObject({ state: "failed", message: expect.stringContaining("version 1 can't be read") });
    expect(await scan(whole)).toMatchObject({ state: "judged", open: 1 });
    expect(await bed.look()).toEqual([]);
  });

  it("of one policy does not depend on another that can't be judged", async () => {
    const [bad, good] = [await aDeployed(), await aDeployed()];
    bed.broken.add((await db.prisma.policy.findUniqueOrThrow({ where: { id: bad } })).name);
    await bed.look();
    expect([(await scan(bad))?.state, (await scan(good))?.state, (await scan(good))?.open]).toEqual(["failed", "judged", 1]);
  });

  it("is judged again at once when another version reaches the cluster, and keeps its age under the new effect", async () => {
    const policyId = await aDeployed("Audit");
    await bed.look();
    const firstSeen = bed.clock.now();
    const { name } = await db.prisma.policy.findUniqueOrThrow({ where: { id: policyId } });
    await bed.save(name, "Deny", 1);
    bed.clock.advance(1000);
    await bed.deploy(policyId, prod.id, 2);
    expect(await bed.look()).toEqual([prod.id]);
    expect(await violations(policyId)).toMatchObject([{ effect: "deny", firstSeen, version: 1, resolvedAt: null }]);
  });

  it("is over when the policy is taken off the cluster", async () => {
    const policyId = await aDeployed();
    await bed.look();
    await db.prisma.policyDeployment.deleteMany();
    await bed.look();
    expect(await violations(policyId)).toMatchObject([{ resolvedAt: bed.clock.now() }]);
    expect(await scan(policyId)).toBeNull();
    expect(await bed.look()).toEqual([]);
  });

  it("has a history of its count that grows with changes and not with looks", async () => {
    const policyId = await aDeployed();
    for (let i = 0; i < 4; i++) await later();
    bed.pods.set(prod.id, []);
    for (let i = 0; i < 4; i++) await later();
    expect((await db.prisma.policyTally.findMany({ where: { policyId }, orderBy: { id: "asc" } })).map(({ open }) => open)).toEqual([1, 0]);
  });

  it("is judged a minute after an object that it is about has changed", async () => {
    const policyId = await aDeployed();
    await bed.look();
    bed.clock.advance(2 * MINUTES);
    expect(await bed.look()).toEqual([]);
    const about = { clusterId: prod.id, resource: "pods", kind: "Pod", namespace: "bank", operation: "create", isDecision: false };
    const at = { observedAt: bed.clock.now(), recordedAt: bed.clock.now() };
    await db.prisma.inventoryChange.create({ data: { ...about, ...at, uid: "1", name: "late" } });
    bed.pods.set(prod.id, [{ name: "late-1", image: "late:latest" }]);
    expect(await bed.look()).toEqual([prod.id]);
    expect((await violations(policyId)).map(({ name, resolvedAt }) => [name, resolvedAt === null])).toEqual([
      ["web-1", false],
      ["late-1", true],
    ]);
  });

  it("is kept by one hub at a time: whoever lost the cluster writes nothing", async () => {
    const policyId = await aDeployed();
    const taken = bed.driver("hub-2");
    const judge: typeof taken.judge = {
      async judge(...asked) {
        await db.prisma.lease.updateMany({ where: { name: `compliance:${prod.id}` }, data: { owner: "hub-1", epoch: { increment: 1 } } });
        return taken.judge.judge(...asked);
      },
    };
    await bed.look({ ...taken, judge });
    expect(await violations(policyId)).toEqual([]);
  });

  it("is all kept, twenty thousand objects as one", async () => {
    bed.pods.set(
      prod.id,
      Array.from({ length: 20_000 }, (_, i) => ({ name: `pod-${i}`, image: "web:latest" })),
    );
    const policyId = await aDeployed();
    await bed.look();
    expect(await db.prisma.policyViolation.count({ where: { policyId, resolvedAt: null } })).toBe(20_000);
    expect(await scan(policyId)).toMatchObject({ open: 20_000 });
    bed.pods.set(prod.id, []);
    await later();
    expect(await db.prisma.policyViolation.count({ where: { policyId, resolvedAt: null } })).toBe(0);
  }, 90_000);
});
