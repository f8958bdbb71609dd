import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { decideRollout } from "./decide-rollout";
import { getPolicy } from "./get-policy";
import { haltRollout } from "./halt-rollout";
import { listRollouts } from "./list-rollouts";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { rollBackPolicy } from "./roll-back-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
let clusters: Record<"test" | "prod" | "dr", { id: string; name: string }>;
let [operator, approver, viewer] = [] as unknown as [Person, Person, Person];

const world = policyAgents(db);
const driver = (hubId = "hub-1") => ({ ctx: theSystem(db), live: world.live, measure: world.measure, hubId });

async function settle(hubs = [driver()]) {
  for (let i = 0; i < 12; i++) {
    for (const id of await runningRollouts(db)) for (const hub of hubs) await advanceRollout(hub, id);
    await world.act();
  }
}

const yaml = (name: string, message = "no latest tags") => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec: { validations: [{ expression: "true", message: "${message}" }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;

let number = 0;
async function aPreviewedPolicy() {
  const name = `policy-${++number}`;
  const saved = await savePolicy(operator.as(), SavePolicy.parse({ name, yaml: yaml(name), placement: {}, basedOnVersion: 0 }));
  await previewPolicy(operator.as(), world.live, { policyId: saved.id, version: 1 });
  await world.judge();
  return { id: saved.id as PolicyId, name };
}
const rollout = async (id: string) => (await listRollouts(theSystem(db), {})).find((each) => each.id === id)!;
const approve = async (person: Person, id: string) =>
  decideRollout(person.as(), { rolloutId: id as RolloutId, decision: "approve", version: (await rollout(id)).version, comment: "" });
const states = async (id: string) => Object.fromEntries((await rollout(id)).targets.map((target) => [target.clusterName, target.state]));

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  clusters = {
    test: await aCluster(db, "test"),
    prod: await aCluster(db, "prod", { environment: "production" }),
    dr: await aCluster(db, "dr", { environment: "dr" }),
  };
  for (const cluster of Object.values(clusters)) await anAgent(settings, cluster.id as never);
  [operator, approver, viewer] = [
    await aPerson(db, "olga", ["operator"]),
    await aPerson(db, "ada", ["approver"]),
    await aPerson(db, "vera", ["viewer"]),
  ];
});
beforeEach(() => {
  world.answers.clear();
  world.away.clear();
  world.effects.length = 0;
});

describe("pushing a policy", () => {
  it("reaches test, waits for a second person, then reaches production and DR, each read back", async () => {
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    expect(await rollout(rolloutId)).toMatchObject({ phase: "AwaitingApproval", currentWave: 1 });
    expect(await states(rolloutId)).toEqual({ test: "applied", prod: "pending", dr: "pending" });

    await approve(approver, rolloutId);
    await settle();
    expect(await rollout(rolloutId)).toMatchObject({ phase: "Succeeded" });
    expect(await states(rolloutId)).toEqual({ test: "applied", prod: "applied", dr: "applied" });
    expect((await getPolicy(viewer.as(), policy.id)).clusters.map((cluster) => cluster.version)).toEqual([1, 1, 1]);
    expect(world.effects).toHaveLength(3);
  });

  it("is refused to a viewer, and before every target has taken it in a dry run; both are on record", async () => {
    const policy = await aPreviewedPolicy();
    await expect(pushPolicy(viewer.as(), { policyId: policy.id, version: 1 })).rejects.toMatchObject({ code: "Forbidden" });
    await savePolicy(
      operator.as(),
      SavePolicy.parse({ name: policy.name, yaml: yaml(policy.name, "other"), placement: {}, basedOnVersion: 1 }),
    );
    await expect(pushPolicy(operator.as(), { policyId: policy.id, version: 2 })).rejects.toMatchObject({ code: "GateRefused" });
    expect((await auditOf(db, "policy.push")).slice(-2).map((entry) => [entry.actor.id, entry.outcome])).toEqual([
      [viewer.id, "refused"],
      [operator.id, "refused"],
    ]);
  });

  it("can't be approved by whoever asked, be they admin, and that is on record", async () => {
    const admin = await aPerson(db, "root", ["admin"]);
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(admin.as(), { policyId: policy.id, version: 1 });
    await settle();
    await expect(approve(admin, rolloutId)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    expect((await auditOf(db, "policy.approve")).at(-1)).toMatchObject({
      outcome: "refused",
      actor: { id: admin.id },
      decision: { policies: ["nobody-approves-their-own-request"] },
    });
    expect((await rollout(rolloutId)).phase).toBe("AwaitingApproval");
    await haltRollout(admin.as(), { rolloutId: rolloutId as RolloutId, reason: "end of the test" });
  });

  it("can't be approved by another account of whoever asked, known by the mailbox", async () => {
    const [asker, again] = [await aPerson(db, "paula", ["operator"]), await aPerson(db, "paula-too", ["approver"])];
    await db.prisma.user.update({ where: { id: asker.id }, data: { email: "Paula@example.test" } });
    await db.prisma.user.update({ where: { id: again.id }, data: { email: "paula+yes@example.test" } });
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(asker.as(), { policyId: policy.id, version: 1 });
    await settle();
    await expect(approve(again, rolloutId)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    expect((await auditOf(db, "policy.approve")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: again.id } });
    await haltRollout(operator.as(), { rolloutId: rolloutId as RolloutId, reason: "end of the test" });
  });

  it("is approved by somebody with a second factor only with a fresh code of it", async () => {
    const dan = await aPerson(db, "dan", ["approver"]);
    await db.prisma.user.update({ where: { id: dan.id }, data: { twoFactorEnabled: true } });
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    await expect(approve(dan, rolloutId)).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    expect(await rollout(rolloutId)).toMatchObject({ phase: "AwaitingApproval" });
    expect((await auditOf(db, "policy.approve")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: dan.id } });
  });

  it("that fails in the first wave never reaches the second", async () => {
    const policy = await aPreviewedPolicy();
    world.answers.set(clusters.test.id, "failed");
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    expect(await rollout(rolloutId)).toMatchObject({ phase: "Halted", message: expect.stringContaining("1 of 1") });
    expect(await states(rolloutId)).toEqual({ test: "failed", prod: "pending", dr: "pending" });
    expect(await db.prisma.command.count({ where: { clusterId: clusters.prod.id, idempotencyKey: { contains: rolloutId } } })).toBe(0);
  });

  it("takes an unknown outcome for what the cluster says, without doing it twice", async () => {
    const policy = await aPreviewedPolicy();
    world.answers.set(clusters.test.id, "unknown");
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    expect(await states(rolloutId)).toMatchObject({ test: "applied" });
    expect(world.effects).toHaveLength(1);
    await haltRollout(operator.as(), { rolloutId: rolloutId as RolloutId, reason: "end of the test" });
  });

  it("does not believe a success that can't be read back", async () => {
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await advanceRollout(driver(), rolloutId);
    await world.act();
    world.of(clusters.test.id).clear();
    await settle();
    expect(await rollout(rolloutId)).toMatchObject({ phase: "Halted" });
    expect((await rollout(rolloutId)).targets[0]?.message).toMatch(/read back: .* is not as pushed/);
  });

  it("waits for an agent that is away and goes on when it is back", async () => {
    const policy = await aPreviewedPolicy();
    world.away.add(clusters.test.id);
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    expect(await rollout(rolloutId)).toMatchObject({ phase: "Running" });
    world.away.clear();
    await settle();
    expect(await states(rolloutId)).toMatchObject({ test: "applied" });
    await haltRollout(operator.as(), { rolloutId: rolloutId as RolloutId, reason: "end of the test" });
  });

  it("is driven by one hub at a time, and ends the same with two", async () => {
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle([driver("hub-1"), driver("hub-2"), driver("hub-1")]);
    expect(await rollout(rolloutId)).toMatchObject({ phase: "AwaitingApproval" });
    expect(world.effects).toHaveLength(1);
    await haltRollout(operator.as(), { rolloutId: rolloutId as RolloutId, reason: "end of the test" });
  });

  it("lets only one of two who push at once through", async () => {
    const policy = await aPreviewedPolicy();
    const both = await Promise.allSettled([
      pushPolicy(operator.as(), { policyId: policy.id, version: 1 }),
      pushPolicy(operator.as(), { policyId: policy.id, version: 1 }),
    ]);
    expect(both.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  });
});

describe("rolling back", () => {
  it("supersedes what is on its way and takes the policy off again, through the same waves", async () => {
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    const back = await rollBackPolicy(operator.as(), { policyId: policy.id, toVersion: 0, reason: "it denies too much" });
    await settle();
    expect((await rollout(rolloutId)).phase).toBe("Superseded");
    expect(await rollout(back.rolloutId)).toMatchObject({ phase: "Succeeded", action: "rollBack" });
    expect([...world.of(clusters.test.id).keys()].filter((key) => key.endsWith(policy.name))).toEqual([]);
    expect((await getPolicy(viewer.as(), policy.id)).clusters.find((cluster) => cluster.clusterName === "test")).toMatchObject({
      version: null,
    });
  });

  it("removes what a later version does not have any more", async () => {
    const policy = await aPreviewedPolicy();
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id, version: 1 });
    await settle();
    await haltRollout(operator.as(), { rolloutId: rolloutId as RolloutId, reason: "end of the test" });
    await savePolicy(
      operator.as(),
      SavePolicy.parse({ name: policy.name, yaml: yaml(`${policy.name}-renamed`), placement: {}, basedOnVersion: 1 }),
    );
    await previewPolicy(operator.as(), world.live, { policyId: policy.id, version: 2 });
    await world.judge();
    await pushPolicy(operator.as(), { policyId: policy.id, version: 2 });
    await settle();
    expect([...world.of(clusters.test.id).keys()].filter((key) => key.includes(`/${policy.name}`))).toEqual([
      `ValidatingAdmissionPolicy/${policy.name}-renamed`,
      `ValidatingAdmissionPolicyBinding/${policy.name}-renamed`,
    ]);
  });
});

describe("saving a policy", () => {
  it("refuses a text with the place of what is wrong, and saves nothing", async () => {
    const attempt = savePolicy(
      operator.as(),
      SavePolicy.parse({
        name: "broken",
        yaml: "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {}\n",
        placement: {},
        basedOnVersion: 0,
      }),
    );
    await expect(attempt).rejects.toMatchObject({ code: "InvalidInput", message: expect.stringMatching(/line 2, column \d+: kind/) });
    expect(await db.prisma.policy.count({ where: { name: "broken" } })).toBe(0);
  });

  it("shows a conflict to the second of two editors", async () => {
    const policy = await aPreviewedPolicy();
    const save = (message: string) =>
      savePolicy(
        operator.as(),
        SavePolicy.parse({ name: policy.name, yaml: yaml(policy.name, message), placement: {}, basedOnVersion: 1 }),
      );
    await save("first");
    await expect(save("second")).rejects.toMatchObject({ code: "VersionConflict" });
  });
});
