import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { announceHub } from "../agents/hub-presence";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { getPolicy } from "./get-policy";
import { haltRollout } from "./halt-rollout";
import { listRollouts } from "./list-rollouts";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
const world = policyAgents(db);
const ids = new Map<string, string>();
let operator: Person;
let number = 0;

const yaml = (name: string, version: number) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec: { validations: [{ expression: "true", message: "version ${version}" }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;
const idOf = (name: string) => ids.get(name) ?? "";
/** A cluster that leaves and comes back: its link says so, and its agent answers or not. */
async function be(name: string, state: "connected" | "unreachable") {
  await db.prisma.agentLink.update({ where: { clusterId: idOf(name) }, data: { state } });
  world.away[state === "connected" ? "delete" : "add"](idOf(name));
}
async function settle() {
  for (let i = 0; i < 5; i++) {
    for (const id of await runningRollouts(db))
      await advanceRollout({ ctx: theSystem(db), live: world.live, measure: world.measure, hubId: "hub-1" }, id);
    await world.act();
  }
}
async function push(policy: { id: string; name: string }, version: number) {
  if (version > 1)
    await savePolicy(
      operator.as(),
      SavePolicy.parse({ name: policy.name, yaml: yaml(policy.name, version), placement: {}, basedOnVersion: version - 1 }),
    );
  await previewPolicy(operator.as(), world.live, { policyId: policy.id, version });
  await world.judge();
  const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id as PolicyId, version });
  await settle();
  return rolloutId as RolloutId;
}
async function aPolicy() {
  const name = `edge-${++number}`;
  const saved = await savePolicy(operator.as(), SavePolicy.parse({ name, yaml: yaml(name, 1), placement: {}, basedOnVersion: 0 }));
  return { id: saved.id, name };
}
async function standing(rolloutId: string) {
  const rollout = (await listRollouts(theSystem(db), {})).find((each) => each.id === rolloutId);
  return [rollout?.phase, Object.fromEntries(rollout?.targets.map((target) => [target.clusterName, target.state]) ?? [])];
}

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  await announceHub(db, { hubId: settings.hubId, address: "127.0.0.1:1", version: "1" });
  // A hub that lives for as long as these tests, however slow the machine.
  await db.prisma.hubPresence.updateMany({ data: { lastSeenAt: new Date(Date.now() + 3_600_000) } });
  for (const name of ["shop", "ship"]) {
    const { id } = await aCluster(db, name);
    ids.set(name, id);
    await anAgent(settings, id);
  }
  await db.prisma.cluster.update({ where: { id: idOf("ship") }, data: { awayDays: 30 } });
  operator = await aPerson(db, "olga", ["operator"]);
});
beforeEach(async () => {
  world.answers.clear();
  for (const name of ids.keys()) await be(name, "connected");
});

describe("a policy and a cluster that is away", () => {
  it("go on without each other: the wave ends, the cluster waits, and gets the version when it is back", async () => {
    const policy = await aPolicy();
    await be("ship", "unreachable");
    const rolloutId = await push(policy, 1);
    expect(await standing(rolloutId)).toEqual(["Succeeded", { shop: "applied", ship: "awaitingReturn" }]);
    const seen = async () => (await getPolicy(operator.as(), policy.id)).clusters.map(({ clusterName, state }) => [clusterName, state]);
    expect(await seen()).toEqual([
      ["ship", "awaitingReturn"],
      ["shop", "applied"],
    ]);
    await settle();
    expect(await db.prisma.command.count({ where: { clusterId: idOf("ship"), idempotencyKey: { contains: rolloutId } } })).toBe(0);
    await be("ship", "connected");
    await settle();
    expect(await standing(rolloutId)).toEqual(["Succeeded", { shop: "applied", ship: "applied" }]);
    expect(await seen()).toContainEqual(["ship", "applied"]);
  });

  it("meet in a dry run first: what its API server refuses is not applied, and shown as failed", async () => {
    const policy = await aPolicy();
    await be("ship", "unreachable");
    const rolloutId = await push(policy, 1);
    await be("ship", "connected");
    const refusing = { ask: async () => ({ refusal: { message: "no such field" }, changes: [] }) } as unknown as typeof world.live;
    await advanceRollout({ ctx: theSystem(db), live: refusing, measure: world.measure, hubId: "hub-1" }, rolloutId);
    expect(await standing(rolloutId)).toEqual(["Succeeded", { shop: "applied", ship: "failed" }]);
  });

  it("don't meet any more when a later version took its place, which it gets instead", async () => {
    const policy = await aPolicy();
    await be("ship", "unreachable");
    const first = await push(policy, 1);
    const second = await push(policy, 2);
    await be("ship", "connected");
    await settle();
    expect(await standing(first)).toEqual(["Succeeded", { shop: "applied", ship: "superseded" }]);
    expect(await standing(second)).toEqual(["Succeeded", { shop: "applied", ship: "applied" }]);
  });

  it("don't meet when production was declined meanwhile", async () => {
    const policy = await aPolicy();
    await be("ship", "unreachable");
    const rolloutId = await push(policy, 1);
    await db.prisma.rollout.update({ where: { id: rolloutId }, data: { phase: "Rejected" } });
    await be("ship", "connected");
    await settle();
    expect(await standing(rolloutId)).toEqual(["Rejected", { shop: "applied", ship: "superseded" }]);
  });

  it("wait for the first to return where nobody else can show that the version works, and a halt ends it", async () => {
    const policy = await aPolicy();
    await previewPolicy(operator.as(), world.live, { policyId: policy.id, version: 1 });
    await world.judge();
    await be("ship", "unreachable");
    await db.prisma.cluster.update({ where: { id: idOf("shop") }, data: { awayDays: 30 } });
    const { rolloutId } = await pushPolicy(operator.as(), { policyId: policy.id as PolicyId, version: 1 });
    await be("shop", "unreachable");
    await settle();
    expect(await standing(rolloutId)).toEqual(["Running", { shop: "awaitingReturn", ship: "pending" }]);
    await expect(push(await aPolicy(), 1)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("away") });
    await haltRollout(operator.as(), { rolloutId: rolloutId as RolloutId, reason: "another way" });
    await be("shop", "connected");
    await settle();
    expect(await standing(rolloutId)).toEqual(["Halted", { shop: "superseded", ship: "pending" }]);
    await db.prisma.cluster.update({ where: { id: idOf("shop") }, data: { awayDays: null } });
  });
});
