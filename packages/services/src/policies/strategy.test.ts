// A rollout by a strategy of its own: canary, ladder, soak, gate, budget, freeze, and the way back when it fails.
import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { getPolicy } from "./get-policy";
import { getRollout } from "./get-rollout";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
const world = policyAgents(db);
const ids = new Map<string, string>();
let operator: Person;
let number = 0;
/** The agents' orders and the links live by the real clock; the rollouts by this one, which may run ahead. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);

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
const inOne = { waves: [{ name: "all" }], firstAlone: false };
const idOf = (name: string) => ids.get(name) ?? "";

async function turn(times = 4) {
  for (let i = 0; i < times; i++) {
    const driver = { ctx: theSystem(db, now), live: world.live, measure: world.measure, hubId: "hub-1" };
    for (const id of await runningRollouts(db)) await advanceRollout(driver, id);
    await world.act();
  }
}
async function save(name: string, version: number, strategy: object) {
  const saved = SavePolicy.parse({ name, yaml: yaml(name, version), placement: {}, strategy, basedOnVersion: version - 1 });
  const { id } = await savePolicy(operator.as(), saved);
  await previewPolicy(operator.as(), world.live, { policyId: id, version });
  await world.judge();
  return id as PolicyId;
}
async function push(strategy: object, before?: { id: PolicyId; name: string; version: number }) {
  const name = before?.name ?? `strategy-${++number}`;
  const version = before?.version ?? 1;
  const policyId = await save(name, version, strategy);
  const { rolloutId } = await pushPolicy(operator.as(), { policyId, version });
  return { policyId, name, rolloutId: rolloutId as RolloutId };
}
const look = (rolloutId: RolloutId) => getRollout(theSystem(db, now), rolloutId);
const states = async (rolloutId: RolloutId) =>
  (await look(rolloutId)).targets.map(({ clusterName, state }) => `${clusterName} ${state}`).sort();
const ordersOf = (rolloutId: string) =>
  db.prisma.command.findMany({ where: { idempotencyKey: { contains: rolloutId } }, orderBy: { issuedAt: "asc" } });
const actionsOf = (input: unknown) =>
  (input as { objects: { spec: { validationActions?: string[] } }[] }).objects.flatMap(({ spec }) => spec.validationActions ?? []);

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  for (const name of ["a", "b", "c"]) {
    const { id } = await aCluster(db, name);
    ids.set(name, id);
    await anAgent(settings, id);
  }
  operator = await aPerson(db, "olga", ["operator"]);
});
beforeEach(() => {
  ahead = 0;
  world.answers.clear();
  world.figures.clear();
  world.away.clear();
});

describe("a rollout by its strategy", () => {
  it("sends one cluster alone first, then never more at once than it may", async () => {
    const { rolloutId } = await push({ waves: [{ name: "all" }], maxConcurrent: 1 });
    await turn(1);
    expect(await states(rolloutId)).toEqual(["a applying", "b pending", "c pending"]);
    await turn(1);
    expect(await states(rolloutId)).toEqual(["a applied", "b applying", "c pending"]);
    await turn(3);
    expect(await look(rolloutId)).toMatchObject({ phase: "Succeeded", waits: null });
  });

  it("climbs from audit over warn to enforce in each wave, and says of each cluster how strictly it acts there", async () => {
    const { rolloutId, policyId } = await push({ ...inOne, ladder: ["audit", "warn"] });
    await turn(2);
    expect(await look(rolloutId)).toMatchObject({ stages: ["audit", "warn", "enforce"], currentStage: 1 });
    await turn(4);
    expect((await look(rolloutId)).phase).toBe("Succeeded");
    const orders = (await ordersOf(rolloutId)).filter(({ clusterId }) => clusterId === idOf("a"));
    expect(orders.map(({ input }) => actionsOf(input))).toEqual([["Audit"], ["Warn"], ["Deny"]]);
    const deployments = await db.prisma.policyDeployment.findMany({ where: { policyId } });
    const version = await db.prisma.policyVersion.findFirstOrThrow({ where: { policyId } });
    expect(deployments.map(({ stage, contentHash }) => [stage, contentHash])).toEqual(Array(3).fill(["enforce", version.contentHash]));
  });

  it("soaks: it looks again until the time is over, and what was changed meanwhile has failed", async () => {
    const soaking = { waves: [{ name: "all", soakSeconds: 60 }], firstAlone: false, onFailure: "halt" };
    const { rolloutId } = await push(soaking);
    await turn(2);
    expect(await look(rolloutId)).toMatchObject({ phase: "Running", waits: { kind: "soak", until: expect.any(Date) } });
    ahead = 61_000;
    await turn(1);
    expect((await look(rolloutId)).phase).toBe("Succeeded");
    ahead = 0;
    const second = await push(soaking);
    await turn(2);
    world.of(idOf("b")).clear();
    ahead = 6000;
    await turn(1);
    expect(await look(second.rolloutId)).toMatchObject({
      phase: "Halted",
      targets: expect.arrayContaining([expect.objectContaining({ state: "failed" })]),
    });
  });

  it("that can't look during the soak does not take that for right", async () => {
    const { rolloutId } = await push({ waves: [{ name: "all", soakSeconds: 10 }], firstAlone: false });
    await turn(2);
    world.away.add(idOf("c"));
    ahead = 60_000;
    await turn(2);
    expect(await look(rolloutId)).toMatchObject({ phase: "Running", waits: { kind: "watch" } });
    world.away.clear();
    await turn(1);
    expect((await look(rolloutId)).phase).toBe("Succeeded");
  });

  it("asks its gate at each cluster: no figure does not pass, and a figure that does not hold halts it in time", async () => {
    const gate = { query: "sum(errors)", comparison: "<", threshold: 1, withinSeconds: 60 };
    const strategy = { waves: [{ name: "all", gate }], firstAlone: false, onFailure: "halt" };
    const { rolloutId } = await push(strategy);
    for (const name of ["a", "b"]) world.figures.set(idOf(name), 0);
    await turn(2);
    expect(await look(rolloutId)).toMatchObject({ phase: "Running", waits: { kind: "gate" }, gate: { isPassed: false } });
    world.figures.set(idOf("c"), 0.5);
    ahead = 6000;
    await turn(1);
    expect(await look(rolloutId)).toMatchObject({ phase: "Succeeded", gate: { isPassed: true } });
    ahead = 0;
    world.figures.set(idOf("c"), 7);
    const second = await push(strategy);
    await turn(2);
    ahead = 61_000;
    await turn(1);
    expect(await look(second.rolloutId)).toMatchObject({
      phase: "Halted",
      message: expect.stringContaining("sum(errors) < 1 did not hold within 60 s at 1 of 3"),
    });
  });

  it("begins no wave in a freeze, of its own or of the calendar, and says until when", async () => {
    const once = (name: string) => ({
      name,
      times: { repeats: "once", startsAt: new Date(Date.now() - 1000), endsAt: new Date(Date.now() + 3_600_000) },
    });
    const { rolloutId } = await push({ ...inOne, freezes: [once("quarter end")] });
    await turn(2);
    expect(await look(rolloutId)).toMatchObject({
      phase: "Running",
      waits: { kind: "freeze", name: "quarter end", until: expect.any(Date) },
    });
    expect(await ordersOf(rolloutId)).toEqual([]);
    const id = "01a1fdb6-6cb7-758f-b64d-b8c4b83c2191";
    const { times } = once("x");
    await db.prisma.freezeWindow.create({
      data: { id, name: "bank holiday", reason: "closed", groups: [], times, madeById: "x", madeByName: "x", madeAt: new Date() },
    });
    const second = await push(inOne);
    await turn(1);
    expect(await look(second.rolloutId)).toMatchObject({ waits: { kind: "freeze", name: "bank holiday" } });
    await db.prisma.freezeWindow.delete({ where: { id } });
    ahead = 3_700_000;
    await turn(4);
    expect([(await look(rolloutId)).phase, (await look(second.rolloutId)).phase]).toEqual(["Succeeded", "Succeeded"]);
  });

  it("goes on within its failure budget, and says so at the end", async () => {
    world.answers.set(idOf("c"), "failed");
    const { rolloutId } = await push({ ...inOne, failureBudget: 1 });
    await turn(3);
    expect(await look(rolloutId)).toMatchObject({ phase: "Succeeded", message: expect.stringContaining("1 clusters failed") });
  });
});

describe("a rollout that fails", () => {
  it("halts, and takes the clusters that it had reached back to what each had, as a rollout with its reason", async () => {
    const first = await push(inOne);
    await turn(3);
    expect((await look(first.rolloutId)).phase).toBe("Succeeded");
    const had = new Map([...ids].map(([name, id]) => [name, new Map(world.of(id))]));
    world.answers.set(idOf("b"), "failed");
    const second = await push(
      {
        waves: [{ name: "a", clusters: { matchLabels: { "holdfast.dev/name": "a" } } }, { name: "rest" }],
        firstAlone: false,
        maxConcurrent: 1,
      },
      { id: first.policyId, name: first.name, version: 2 },
    );
    await turn(3);
    world.answers.clear();
    await turn(3);
    const failed = await look(second.rolloutId);
    expect(failed).toMatchObject({
      phase: "Halted",
      message: expect.stringContaining("The 2 clusters that it had reached are taken back"),
    });
    const back = await look(failed.restoredById as RolloutId);
    expect(back).toMatchObject({ phase: "Succeeded", action: "rollBack", restoresId: second.rolloutId });
    expect(back.targets.map(({ clusterName, version, state }) => [clusterName, version, state])).toEqual([
      ["a", 1, "applied"],
      ["b", 1, "applied"],
    ]);
    for (const [name, id] of ids) expect(world.of(id)).toEqual(had.get(name));
    expect((await getPolicy(operator.as(), first.policyId)).clusters.map(({ version }) => version)).toEqual([1, 1, 1]);
    expect((await auditOf(db, "policy.restore")).at(-1)).toMatchObject({
      outcome: "succeeded",
      reason: expect.stringContaining("Halted: "),
    });
  });

  it("takes a policy off again where there was none, also what a half done order left", async () => {
    world.answers.set(idOf("c"), "failed");
    const { rolloutId } = await push(inOne);
    await turn(1);
    for (const [key, hash] of world.of(idOf("a"))) world.of(idOf("c")).set(key, hash);
    world.answers.clear();
    await turn(4);
    expect((await look(rolloutId)).phase).toBe("Halted");
    const own = [...ids.values()].flatMap((id) => [...world.of(id).keys()]).filter((key) => key.endsWith(`/strategy-${number}`));
    expect(own).toEqual([]);
  });

  it("is only halted where its strategy says so, or where somebody has stopped what no person starts", async () => {
    world.answers.set(idOf("a"), "failed");
    const kept = await push({ ...inOne, onFailure: "halt" });
    await turn(2);
    expect(await look(kept.rolloutId)).toMatchObject({ phase: "Halted", restoredById: null });
    await db.prisma.automationSwitch.update({
      where: { id: 1 },
      data: { stoppedAt: new Date(), stoppedById: "x", stoppedByName: "Ada", reason: "drill" },
    });
    const stopped = await push(inOne);
    await turn(2);
    expect(await look(stopped.rolloutId)).toMatchObject({
      phase: "Halted",
      restoredById: null,
      message: expect.stringContaining("Ada has stopped"),
    });
    await db.prisma.automationSwitch.update({
      where: { id: 1 },
      data: { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null },
    });
  });
});

describe("what denies", () => {
  it("is not pushed before its impact was judged since it was saved, and not to a cluster that no wave chooses", async () => {
    const name = `strategy-${++number}`;
    const policyId = await save(name, 1, inOne);
    await previewPolicy(operator.as(), world.live, { policyId, version: 1 });
    await expect(pushPolicy(operator.as(), { policyId, version: 1 })).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("being judged"),
    });
    await world.judge();
    await db.prisma.policyImpact.updateMany({ where: { policyId }, data: { requestedAt: new Date(Date.now() - 1000) } });
    await db.prisma.policyVersion.updateMany({ where: { policyId }, data: { createdAt: new Date() } });
    await expect(pushPolicy(operator.as(), { policyId, version: 1 })).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("since it was saved"),
    });
    await expect(push({ waves: [{ name: "a", clusters: { matchLabels: { "holdfast.dev/name": "a" } } }] })).rejects.toMatchObject({
      ...{ code: "GateRefused", message: expect.stringContaining("No wave of the rollout chooses b") },
    });
  });
});
