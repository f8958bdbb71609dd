import { MOST_CORRECTIONS } from "@holdfast/domain/policy/drift-gates";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { driftStage, KIND, MALLORY } from "../../test/drift-stage";
import { releaseAutomation } from "../failover/release-automation";
import { stopAutomation } from "../failover/stop-automation";
import { pushPolicy } from "../policies/push-policy";
import { correctDrift } from "./correct-drift";
import { setOnDrift } from "./set-on-drift";

const db = suiteDatabase();
const stage = driftStage(db);

describe("correcting", () => {
  it("without a person re-applies with the fields that others took, once an answer, and ends as corrected", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await setOnDrift(stage.people.operator.as(), { policyId: id, onDrift: "correct" });
    stage.edit(name);
    await stage.look(id);
    await stage.look(id);
    const orders = await db.prisma.command.findMany({ where: { scope: `policy:${id}`, finishedAt: null } });
    expect(orders).toMatchObject([{ name: "policy.apply", input: { policy: name, takeOver: true }, epoch: 1n }]);
    await stage.world.act();
    await stage.look(id);
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "corrected", corrections: [{ byName: null }] }]);
    expect(await stage.state(id)).toMatchObject({ state: "applied" });
    expect((await auditOf(db, "policy.correct")).at(-1)).toMatchObject({
      actor: { kind: "system" },
      after: { objects: [`${KIND} ${name}`] },
    });
  });

  it("does not lose the author: an audit entry that comes when all is over still names them", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await setOnDrift(stage.people.operator.as(), { policyId: id, onDrift: "correct" });
    stage.edit(name);
    await stage.look(id);
    await stage.world.act();
    await stage.look(id);
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "corrected", author: null }]);
    stage.edit(name, { fields: [], managers: [], writes: [MALLORY] });
    await stage.look(id);
    expect(await stage.drifts(id, true)).toMatchObject([{ ending: "corrected", author: MALLORY }]);
    expect((await auditOf(db, "policy.drift-author")).at(-1)).toMatchObject({ after: { user: MALLORY.user } });
  });

  it("stops after so many times an hour and says that somebody keeps changing it; a person still can", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await setOnDrift(stage.people.operator.as(), { policyId: id, onDrift: "correct" });
    for (let i = 0; i < MOST_CORRECTIONS; i++) {
      stage.edit(name);
      await stage.look(id);
      await stage.world.act();
      await stage.look(id);
    }
    stage.edit(name);
    await stage.look(id);
    await stage.look(id);
    const [held] = await stage.drifts(id);
    expect(held).toMatchObject({ isHeld: true, corrections: [], message: expect.stringContaining("keeps coming back") });
    expect(await db.prisma.command.count({ where: { scope: `policy:${id}`, finishedAt: null } })).toBe(0);

    await correctDrift({ ...stage.people.operator.as(), now: stage.later() }, { driftId: held!.id, reason: "mallory was told" });
    await stage.world.act();
    await stage.look(id);
    expect((await stage.drifts(id, true))[0]).toMatchObject({ ending: "corrected", corrections: [{ byName: "olga" }] });
  });

  it("is not done without a person where the policy only reports, or while automation is stopped", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([{ corrections: [], message: expect.stringContaining("only reports") }]);
    await stopAutomation(stage.people.admin.as(), { reason: "we look by hand" });
    await setOnDrift(stage.people.operator.as(), { policyId: id, onDrift: "correct" });
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([
      { corrections: [], message: expect.stringContaining("Automation or all rollouts are stopped") },
    ]);
    const { version } = await db.prisma.automationSwitch.findUniqueOrThrow({ where: { id: 1 } });
    await releaseAutomation(stage.people.admin.as(), { reason: "done", version });
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([{ corrections: [{ byName: null }] }]);
    await stage.world.act();
  });

  it("that the cluster refuses is told, and not tried again at once", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await setOnDrift(stage.people.operator.as(), { policyId: id, onDrift: "correct" });
    stage.edit(name);
    stage.world.answers.set(stage.cluster.id, "failed");
    await stage.look(id);
    await stage.world.act();
    await stage.look(id);
    await stage.look(id);
    expect(await stage.drifts(id)).toMatchObject([{ corrections: [{ byName: null }], message: expect.stringContaining("no room") }]);
  });

  it("never comes into a rollout: it waits for its end, and a person is refused meanwhile", async () => {
    const { id, name } = await stage.aPushedPolicy();
    await setOnDrift(stage.people.operator.as(), { policyId: id, onDrift: "correct" });
    await stage.save(name, 2);
    await pushPolicy(stage.people.operator.as(), { policyId: id, version: 2 });
    stage.edit(name);
    await stage.look(id);
    const [drift] = await stage.drifts(id);
    expect(drift).toMatchObject({ corrections: [], message: expect.stringContaining("A rollout of this policy is on its way") });
    await expect(correctDrift(stage.people.operator.as(), { driftId: drift!.id, reason: "now please" })).rejects.toMatchObject({
      code: "WrongPhase",
    });
    stage.world.edits(stage.cluster.id).clear();
    await stage.settle();
  });

  it("is refused to whoever may not push, and so is the choice of it; both are on record", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await stage.look(id);
    const [drift] = await stage.drifts(id);
    await expect(correctDrift(stage.people.viewer.as(), { driftId: drift!.id, reason: "please" })).rejects.toMatchObject({
      code: "Forbidden",
    });
    await expect(setOnDrift(stage.people.viewer.as(), { policyId: id, onDrift: "correct" })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "policy.correct")).at(-1)).toMatchObject({ actor: { id: stage.people.viewer.id }, outcome: "refused" });
    expect((await auditOf(db, "policy.set-on-drift")).at(-1)).toMatchObject({ actor: { id: stage.people.viewer.id }, outcome: "refused" });
  });

  it("of what is as pushed again is refused", async () => {
    const { id, name } = await stage.aPushedPolicy();
    stage.edit(name);
    await stage.look(id);
    const [drift] = await stage.drifts(id);
    stage.world.edits(stage.cluster.id).clear();
    await stage.look(id);
    await expect(correctDrift(stage.people.operator.as(), { driftId: drift!.id, reason: "please" })).rejects.toMatchObject({
      code: "WrongPhase",
    });
  });
});
