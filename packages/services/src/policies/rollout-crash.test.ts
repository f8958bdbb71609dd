// A hub that dies before or after any of its writes, and around any of its questions, is followed by another that goes on: a whole
// rollout of two waves, a ladder, a soak and a gate ends in the same way, and no cluster is ordered anything twice.
import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import type { Database } from "@holdfast/db/database";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { advanceRollout, type RolloutDriver, runningRollouts } from "./advance-rollout";
import { decideRollout } from "./decide-rollout";
import { getRollout } from "./get-rollout";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
const world = policyAgents(db);
const clusters: Record<string, string> = {};
let [operator, approver] = [] as unknown as [Person, Person];
let number = 0;
let ahead = 0;
const now = () => new Date(Date.now() + ahead);

/** All points in the long matrix; else every seventh, from another one in each run: `HOLDFAST_SEED` brings the same ones again. */
const seed = Number(process.env.HOLDFAST_SEED ?? Date.now() % 1_000_000);
const everyNth = process.env.HOLDFAST_LONG === "1" ? 1 : 7;
const worth = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((at) => (at + seed) % everyNth === 0);

class Died extends Error {}

/** A hub that dies at its nth boundary: it does nothing any more, whatever it is asked. */
function mortalHub(diesAt: number) {
  const state = { met: 0, isDead: false };
  const boundary = () => {
    if (!state.isDead) state.isDead = ++state.met === diesAt;
    if (state.isDead) throw new Died("the hub died");
  };
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    boundary();
    const result = await work();
    boundary();
    return result;
  };
  const prisma = new Proxy(db.prisma, {
    get(target, key) {
      const value = Reflect.get(target, key) as unknown;
      if (key !== "$transaction") return value;
      return (...given: unknown[]) => around(() => (value as (...all: unknown[]) => Promise<unknown>).apply(target, given));
    },
  });
  const mortal: Database = { ...db, prisma };
  const driver: RolloutDriver = {
    ctx: theSystem(mortal, now),
    live: { ask: (...given) => around(() => world.live.ask(...given)) as never },
    measure: { measure: (...given) => around(() => world.measure.measure(...given)) },
    hubId: `hub-${diesAt}`,
  };
  return { driver, state };
}

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
const strategy = {
  ladder: ["audit"],
  firstAlone: false,
  waves: [
    {
      ...{ name: "test", clusters: { matchLabels: { "holdfast.dev/environment": "test" } }, soakSeconds: 10 },
      gate: { query: "errors", comparison: "<", threshold: 1, withinSeconds: 60 },
    },
    { name: "production", approval: "once" },
  ],
};

async function begin(): Promise<RolloutId> {
  const name = `crash-${++number}`;
  const saved = SavePolicy.parse({ name, yaml: yaml(name), placement: {}, strategy, basedOnVersion: 0 });
  const policyId = (await savePolicy(operator.as(), saved)).id as PolicyId;
  await previewPolicy(operator.as(), world.live, { policyId, version: 1 });
  await world.judge();
  return (await pushPolicy(operator.as(), { policyId, version: 1 })).rolloutId as RolloutId;
}

/** Drives everything to its end; the hub that dies is followed by one that lives, which need not wait for the lease to run out. */
async function drive(rolloutId: RolloutId, diesAt: number, failing?: string) {
  ahead = 0;
  if (failing) world.answers.set(failing, "failed");
  let hub = mortalHub(diesAt);
  let wasReached = false;
  for (let i = 0; i < 40; i++) {
    try {
      for (const id of await runningRollouts(db)) await advanceRollout(hub.driver, id);
    } catch (cause) {
      if (!(cause instanceof Died)) throw cause;
      wasReached = true;
      hub = mortalHub(0);
      await db.prisma.lease.updateMany({ where: { name: { startsWith: "rollout:" } }, data: { expiresAt: new Date(0) } });
    }
    await world.act();
    const { phase, version, restoredById } = await getRollout(theSystem(db, now), rolloutId);
    if (restoredById) world.answers.clear();
    if (phase === "AwaitingApproval") await decideRollout(approver.as(), { rolloutId, decision: "approve", version, comment: "" });
    const open = await db.prisma.rollout.count({
      where: { OR: [{ id: rolloutId }, { restoresId: rolloutId }], phase: { in: ["Running", "AwaitingApproval"] } },
    });
    if (open === 0) break;
    ahead += 6000;
  }
  return { outcome: await outcomeOf(rolloutId), met: hub.state.met, wasReached };
}

async function outcomeOf(rolloutId: RolloutId) {
  const { phase, currentWave, currentStage, targets, restoredById } = await getRollout(theSystem(db, now), rolloutId);
  const restored = restoredById && (await getRollout(theSystem(db, now), restoredById));
  const of = [rolloutId, restoredById ?? rolloutId];
  const orders = await db.prisma.command.findMany({ where: { OR: of.map((id) => ({ idempotencyKey: { contains: id } })) } });
  const name = (id: string) => Object.entries(clusters).find(([, each]) => each === id)?.[0] ?? id;
  return {
    ...{ phase, currentWave, currentStage, restored: restored?.phase },
    targets: targets.map(({ clusterName, state, stage }) => `${clusterName} ${state} ${stage}`),
    orders: orders
      .map(
        ({ clusterId, idempotencyKey }) =>
          `${name(clusterId)} ${idempotencyKey.startsWith(`rollout:${rolloutId}`) ? "push" : "back"} ${idempotencyKey.split(":").at(-1)}`,
      )
      .sort(),
    has: Object.values(clusters).map((id) => [...world.of(id).keys()].filter((key) => key.endsWith(`/crash-${number}`)).length),
  };
}

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  for (const [name, environment] of [
    ["t1", "test"],
    ["prod", "production"],
  ] as const) {
    const { id } = await aCluster(db, name, { environment });
    clusters[name] = id;
    world.figures.set(id, 0);
    await anAgent(settings, id);
  }
  [operator, approver] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "ada", ["approver"])];
});

describe("a hub that dies at any boundary of a rollout", () => {
  it("with two waves, a ladder, a soak and a gate is followed by one that ends it as if nothing had happened", {
    timeout: 600_000,
  }, async () => {
    const plain = await drive(await begin(), 0);
    expect(plain.outcome).toMatchObject({
      phase: "Succeeded",
      targets: ["t1 applied enforce", "prod applied enforce"],
      orders: ["prod push 1", "prod push 2", "t1 push 1", "t1 push 2"],
      has: [2, 2],
    });
    expect(plain.met).toBeGreaterThan(40);
    for (const diesAt of worth(1, plain.met)) {
      const { outcome, wasReached } = await drive(await begin(), diesAt);
      expect({ diesAt, wasReached, ...outcome }).toEqual({ diesAt, wasReached: true, ...plain.outcome });
    }
  });

  it("that fails in its second wave is taken back once, wherever the hub dies", { timeout: 600_000 }, async () => {
    const plain = await drive(await begin(), 0, clusters.prod);
    expect(plain.outcome).toMatchObject({ phase: "Halted", restored: "Succeeded", has: [0, 0] });
    for (const diesAt of worth(Math.floor(plain.met * 0.6), plain.met)) {
      const { outcome } = await drive(await begin(), diesAt, clusters.prod);
      expect({ diesAt, ...outcome }).toEqual({ diesAt, ...plain.outcome });
    }
  });
});
