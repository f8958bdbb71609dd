import { ListDrifts } from "@holdfast/contracts/policy-drift";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { driftStage, FIELDS, KIND, KUBECTL, MALLORY } from "../../test/drift-stage";
import { advanceRollout, runningRollouts } from "../policies/advance-rollout";
import { pushPolicy } from "../policies/push-policy";
import { rollBackPolicy } from "../policies/roll-back-policy";
import { correctDrift } from "./correct-drift";
import { dueLooks } from "./due-looks";
import { endOrphans } from "./end-orphans";
import { listDrifts } from "./list-drifts";
import { lookAtDeployment } from "./look-at-deployment";

const db = suiteDatabase();
const stage = driftStage(db);

describe("an object that is not as pushed", () => {
  it("drifts with its fields, its manager and its user, is drifted until it is put back, and both are on record", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await stage.look(id);
    expect(await stage.drifts(id)).toEqual([]);
    expect(await stage.state(id)).toMatchObject({ state: "applied" });

    stage.edit(name);
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([
      {
        kind: KIND,
        name,
        what: "changed",
        version: 1,
        fields: FIELDS,
        managers: KUBECTL,
        author: null,
        endedAt: null,
        clusterName: "test",
      },
    ]);
    expect(await stage.state(id)).toMatchObject({ state: "drifted", version: 1 });
    expect((await auditOf(db, "policy.drift-seen")).at(-1)).toMatchObject({
      target: { name, clusterId: stage.cluster.id },
      after: { object: `${KIND} ${name}`, manager: "kubectl-edit" },
    });

    stage.edit(name, { writes: [MALLORY] });
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([{ author: MALLORY }]);

    stage.world.edits(stage.cluster.id).clear();
    await stage.look(id);
    expect(await stage.drifts(id)).toEqual([]);
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "putBack", endedAt: expect.any(Date) }]);
    expect(await stage.state(id)).toMatchObject({ state: "applied" });
    expect((await auditOf(db, "policy.drift-ended")).at(-1)).toMatchObject({ after: { ending: "putBack", user: MALLORY.user } });
  });

  it("is one drift while it lasts, however often it is looked at, and another when it comes again", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await Promise.all([stage.look(id), stage.look(id), stage.look(id)]);
    await stage.look(id);
    expect(await stage.drifts(id, true)).toHaveLength(1);
    stage.world.edits(stage.cluster.id).clear();
    await stage.look(id);
    stage.edit(name);
    await stage.look(id);
    expect(await stage.drifts(id, true)).toHaveLength(2);
  });

  it("is a drift when it is gone, and over when a push of another version has put it there", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.world.of(stage.cluster.id).delete(`${KIND}/${name}`);
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([{ what: "deleted", fields: [] }]);
    await stage.save(name, 2);
    await pushPolicy(stage.people.operator.as(), { policyId: id, version: 2 });
    await stage.settle();
    await stage.look(id);
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "pushed", version: 1 }]);
    expect(await stage.state(id)).toMatchObject({ state: "applied", version: 2 });
  });

  it("is no drift while an order of the policy is not answered, or answered and not read back", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await stage.save(name, 2);
    await pushPolicy(stage.people.operator.as(), { policyId: id, version: 2 });
    for (const rollout of await runningRollouts(db))
      await advanceRollout({ ctx: theSystem(db), live: stage.world.live, measure: stage.world.measure, hubId: "hub-1" }, rollout);
    stage.edit(name);
    await stage.look(id);
    await stage.world.act();
    await stage.look(id);
    expect(await stage.drifts(id, true)).toEqual([]);
    stage.world.edits(stage.cluster.id).clear();
    await stage.settle();
  });

  it("stays as it was last seen while the cluster gives no answer, which is told with its time", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await stage.look(id);
    stage.world.away.add(stage.cluster.id);
    stage.world.edits(stage.cluster.id).clear();
    await stage.look(id);
    const page = await listDrifts(stage.people.viewer.as(), ListDrifts.parse({ policyId: id }));
    expect(page.rows).toMatchObject([{ name, endedAt: null }]);
    expect(page.untold).toMatchObject([{ clusterName: "test", why: { message: expect.stringContaining("not connected") } }]);
    expect(await stage.state(id)).toMatchObject({ state: "drifted" });
  });

  it("ends as removed when the policy is taken off the cluster", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await stage.look(id);
    await rollBackPolicy(stage.people.operator.as(), { policyId: id, toVersion: 0, reason: "not wanted any more" });
    stage.world.edits(stage.cluster.id).clear();
    await stage.settle();
    await endOrphans(theSystem(db));
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "removed" }]);
  });
});

describe("where a waiver is not taken along yet", () => {
  const aWaiver = (policyId: string) =>
    db.prisma.policyWaiver.create({
      data: {
        ...{ id: crypto.randomUUID(), policyId, clusterIds: [stage.cluster.id], namespace: "bank", state: "active" },
        ...{ owner: "core team", reason: "until the vendor ships a tag", requestedById: "olga", requestedByName: "olga" },
        ...{ requestedAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000), unsettledSince: new Date() },
      },
    });

  it("what drifts is still seen, by what last reached the cluster, and a person can put that right", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await aWaiver(id);
    await stage.look(id);
    expect(await stage.drifts(id)).toEqual([]);
    stage.edit(name);
    await stage.look(id);
    const [drift] = await stage.drifts(id);
    expect(drift).toMatchObject({ kind: KIND, name, what: "changed" });
    await correctDrift({ ...stage.people.operator.as(), now: stage.later() }, { driftId: drift!.id, reason: "mallory was told" });
    await stage.world.act();
    await stage.look(id);
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "corrected" }]);
    const { contentHash } = await db.prisma.policyDeployment.findFirstOrThrow({ where: { policyId: id } });
    expect(stage.world.of(stage.cluster.id).get(`${KIND}/${name}`)).toBe(contentHash);
  });

  it("and nobody knows what reached it, that is told, and the look counts as made", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await stage.look(id);
    await aWaiver(id);
    await db.prisma.command.deleteMany({ where: { scope: `policy:${id}` } });
    await stage.look(id);
    expect(await db.prisma.policyLook.findFirst({ where: { policyId: id } })).toMatchObject({
      isTold: false,
      message: expect.stringContaining("Push the policy again"),
    });
    const [drift] = await stage.drifts(id);
    await expect(correctDrift(stage.people.operator.as(), { driftId: drift!.id, reason: "please" })).rejects.toMatchObject({
      code: "WrongPhase",
      message: expect.stringContaining("Push the policy again"),
    });
  });
});

describe("where to look", () => {
  it("is everywhere at first, then where the inventory has another object, where a drift is open, and everywhere now and then", async () => {
    const { id, name } = await stage.aPushedPolicy();
    const ours = async (inSeconds = 0) =>
      (await dueLooks(db.prisma, new Date(Date.now() + inSeconds * 1000), [stage.cluster.id])).filter(({ policyId }) => policyId === id);
    const [first] = await ours();
    expect(first).toBeDefined();
    await lookAtDeployment(theSystem(db), stage.world.live, first!);
    expect(await ours()).toEqual([]);
    const at = new Date();
    await db.prisma.inventoryObject.create({
      data: {
        ...{ clusterId: stage.cluster.id, uid: `uid-${name}`, resource: "validatingadmissionpolicies.admissionregistration.k8s.io" },
        ...{
          kind: KIND,
          name,
          createdAt: at,
          health: "Healthy",
          status: "Active",
          labels: {},
          images: [],
          facts: {},
          digest: 1n,
          observedAt: at,
        },
      },
    });
    const [changed] = await ours();
    expect(changed?.mark).not.toBe(first?.mark);
    await lookAtDeployment(theSystem(db), stage.world.live, changed!);
    expect(await ours()).toEqual([]);
    expect(await ours(301)).toHaveLength(1);
    stage.edit(name);
    await lookAtDeployment(theSystem(db), stage.world.live, changed!);
    expect(await ours(3)).toHaveLength(1);
    expect(await dueLooks(db.prisma, new Date(), [])).toEqual([]);
  });
});
