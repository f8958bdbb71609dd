// What an order that was on its way comes to when its rollout has ended or what a cluster is to have has changed meanwhile, and who may say yes.
import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { decideRollout } from "./decide-rollout";
import { getRollout } from "./get-rollout";
import { haltRollout } from "./halt-rollout";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { rollBackPolicy } from "./roll-back-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
const world = policyAgents(db);
const ids = new Map<string, string>();
let operator: Person;
let number = 0;
const now = () => new Date();

const yaml = (name: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec: { validations: [{ expression: "true" }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;
const inOne = { waves: [{ name: "all" }], firstAlone: false, onFailure: "halt" };
const idOf = (name: string) => ids.get(name) ?? "";
const tested = { "holdfast.dev/environment": "test" };

async function advance() {
  const driver = { ctx: theSystem(db, now), live: world.live, measure: world.measure, hubId: "hub-1" };
  for (const id of await runningRollouts(db)) await advanceRollout(driver, id);
}
async function push(strategy: object, placement: object = { matchLabels: tested }) {
  const name = `ended-${++number}`;
  const input = SavePolicy.parse({ name, yaml: yaml(name), placement, strategy, basedOnVersion: 0 });
  const policyId = (await savePolicy(operator.as(), input)).id as PolicyId;
  await previewPolicy(operator.as(), world.live, { policyId, version: 1 });
  await world.judge();
  const { rolloutId } = await pushPolicy(operator.as(), { policyId, version: 1 });
  return { policyId, rolloutId: rolloutId as RolloutId };
}
const look = (rolloutId: RolloutId) => getRollout(theSystem(db, now), rolloutId);
const states = async (rolloutId: RolloutId) =>
  (await look(rolloutId)).targets.map(({ clusterName, state }) => `${clusterName} ${state}`).sort();

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  for (const [name, environment] of [
    ["a", "test"],
    ["b", "test"],
    ["dr", "dr"],
    ["prod", "production"],
  ] as const) {
    const { id } = await aCluster(db, name);
    await db.prisma.cluster.update({ where: { id }, data: { environment } });
    ids.set(name, id);
    await anAgent(settings, id);
  }
  operator = await aPerson(db, "olga", ["operator"]);
});
beforeEach(() => {
  world.answers.clear();
  world.away.clear();
});

describe("an order that is on its way when its rollout is halted", () => {
  it("is read back all the same, so that what the cluster has by then is known", async () => {
    const { rolloutId, policyId } = await push(inOne);
    await advance();
    const { version } = await look(rolloutId);
    expect(version).toBeGreaterThan(0);
    await haltRollout(operator.as(), { rolloutId, reason: "not like this" });
    await world.act();
    await advance();
    expect(await look(rolloutId)).toMatchObject({ phase: "Halted" });
    expect(await states(rolloutId)).toEqual(["a applied", "b applied"]);
    expect(await db.prisma.policyDeployment.count({ where: { policyId, version: 1 } })).toBe(2);
  });

  it("that came to nothing is not given again", async () => {
    world.answers.set(idOf("a"), "failed");
    const { rolloutId } = await push(inOne);
    await advance();
    await haltRollout(operator.as(), { rolloutId, reason: "not like this" });
    await db.prisma.command.updateMany({ where: { clusterId: idOf("b"), finishedAt: null }, data: { expiresAt: new Date(0) } });
    await world.act();
    await db.prisma.command.updateMany({ where: { clusterId: idOf("b") }, data: { outcome: "unknown" } });
    world.of(idOf("b")).clear();
    await advance();
    expect(await states(rolloutId)).toEqual(["a failed", "b superseded"]);
    expect(await runningRollouts(db)).not.toContain(rolloutId);
  });
});

describe("a waiver that begins while an order is on its way", () => {
  it("does not make the cluster wrong that has what it was ordered", async () => {
    const { rolloutId, policyId } = await push(inOne);
    await advance();
    await db.prisma.policyWaiver.create({
      data: {
        ...{ id: uuid(), policyId, clusterIds: [idOf("a")], namespace: "bank", owner: "core", reason: "moves away", state: "active" },
        ...{ requestedById: "x", requestedByName: "Xi", requestedAt: now(), expiresAt: new Date(Date.now() + 86_400_000) },
      },
    });
    await world.act();
    await advance();
    expect(await look(rolloutId)).toMatchObject({ phase: "Succeeded" });
    expect(await states(rolloutId)).toEqual(["a applied", "b applied"]);
  });
});

describe("a yes to a rollout", () => {
  it("is asked before production and DR whatever the strategy says, and takes the right to say it for every cluster that it lets through", async () => {
    const placement = { matchExpressions: [{ key: "holdfast.dev/environment", operator: "In", values: ["dr", "production"] }] };
    const each = (environment: string) => ({ name: environment, clusters: { matchLabels: { "holdfast.dev/environment": environment } } });
    const { rolloutId } = await push({ waves: [each("dr"), each("production")], firstAlone: false }, placement);
    const { phase, version } = await look(rolloutId);
    expect(phase).toBe("AwaitingApproval");
    const yes = { rolloutId, decision: "approve", version, comment: "" } as const;
    const ofDr = await aPerson(db, "dana", ["approver"], { matchLabels: { "holdfast.dev/environment": "dr" } });
    await expect(decideRollout(ofDr.as(), yes)).rejects.toMatchObject({ code: "Forbidden" });
    const ofBoth = await aPerson(db, "ada", ["approver"]);
    await decideRollout(ofBoth.as(), yes);
    expect((await look(rolloutId)).phase).toBe("Running");
  });
});

describe("a way back", () => {
  it("leads to no version that has never been pushed", async () => {
    const { policyId, rolloutId } = await push(inOne);
    await advance();
    await world.act();
    await advance();
    const { name } = await db.prisma.policy.findUniqueOrThrow({ where: { id: policyId } });
    for (const version of [2, 3]) {
      const text = yaml(name).replace('"true"', `"${version} > 0"`);
      const input = { name, yaml: text, placement: { matchLabels: tested }, strategy: inOne, basedOnVersion: version - 1 };
      await savePolicy(operator.as(), SavePolicy.parse(input));
    }
    const back = (toVersion: number) => rollBackPolicy(operator.as(), { policyId, toVersion, reason: "it was better" });
    await expect(back(2)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("never reached a cluster") });
    await expect(back(1)).resolves.toMatchObject({ rolloutId: expect.not.stringContaining(rolloutId) });
  });
});

describe("a version that denies", () => {
  it("is not pushed to a cluster whose look came to nothing", async () => {
    const name = `ended-${++number}`;
    const input = SavePolicy.parse({ name, yaml: yaml(name), placement: { matchLabels: tested }, strategy: inOne, basedOnVersion: 0 });
    const policyId = (await savePolicy(operator.as(), input)).id as PolicyId;
    await previewPolicy(operator.as(), world.live, { policyId, version: 1 });
    await world.judge();
    await db.prisma.policyImpactCluster.updateMany({ where: { clusterId: idOf("b"), impact: { policyId } }, data: { state: "failed" } });
    await expect(pushPolicy(operator.as(), { policyId, version: 1 })).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("b"),
    });
  });
});
