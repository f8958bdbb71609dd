import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { applyInput } from "./apply-input";
import { listRollouts } from "./list-rollouts";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
const world = policyAgents(db);
let cluster: { id: string };
let operator: Person;

async function settle() {
  for (let i = 0, open = await runningRollouts(db); open.length > 0 && i < 6; i++, open = await runningRollouts(db)) {
    for (const id of open) await advanceRollout({ ctx: theSystem(db), live: world.live, measure: world.measure, hubId: "hub-1" }, id);
    await world.act();
  }
}

const quota = (namespace: string, pods = 5) =>
  `apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: pods, namespace: ${namespace}}\nspec: {hard: {pods: ${pods}}}\n`;
const template = `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: doors}
spec: {crd: {spec: {names: {kind: Doors}}}, targets: [{target: admission.k8s.gatekeeper.sh, rego: "package doors"}]}
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: Doors
metadata: {name: closed}
`;

/** Saves a text as the next version of a policy and pushes it to its end. */
async function pushed(name: string, yaml: string, basedOnVersion = 0) {
  const saved = await savePolicy(operator.as(), SavePolicy.parse({ name, yaml, placement: {}, basedOnVersion }), { test: async () => [] });
  const ref = { policyId: saved.id as PolicyId, version: saved.version };
  await previewPolicy(operator.as(), world.live, ref);
  await world.judge();
  const { rolloutId } = await pushPolicy(operator.as(), ref);
  await settle();
  const rollout = (await listRollouts(theSystem(db), {})).find(({ id }) => id === (rolloutId as RolloutId));
  return { id: saved.id, phase: rollout?.phase, message: rollout?.targets[0]?.message };
}

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  cluster = await aCluster(db, "test");
  await anAgent(settings, cluster.id as never);
  operator = await aPerson(db, "olga", ["operator"]);
});
beforeEach(() => world.faults.clear());

describe("a policy of further kinds", () => {
  it("is pushed, read back, and told apart by its namespaces when one of its objects is taken away", async () => {
    expect(await pushed("quotas", `${quota("shop")}---\n${quota("bank")}`)).toMatchObject({ phase: "Succeeded" });
    expect([...world.of(cluster.id).keys()]).toEqual(["ResourceQuota/shop/pods", "ResourceQuota/bank/pods"]);
    expect(await pushed("quotas", quota("bank"), 1)).toMatchObject({ phase: "Succeeded" });
    expect([...world.of(cluster.id).keys()]).toEqual(["ResourceQuota/bank/pods"]);
  });

  it("fails where the cluster's engine says that it can't judge by it, in the engine's words", async () => {
    world.faults.set(cluster.id, ["rego_parse_error: unexpected eof"]);
    expect(await pushed("doors", template)).toMatchObject({ phase: "Halted", message: expect.stringContaining("unexpected eof") });
  });

  it("is not saved where no hub is there that could compile its Rego", async () => {
    const input = SavePolicy.parse({ name: "untried", yaml: template, placement: {}, basedOnVersion: 0 });
    await expect(savePolicy(operator.as(), input)).rejects.toMatchObject({ code: "Unavailable" });
    expect(await db.prisma.policy.count({ where: { name: "untried" } })).toBe(0);
  });

  it("removes what rows of before there were namespaces say was left there", async () => {
    const { id } = await pushed("old", quota("old"));
    const objects = [{ kind: "ValidatingAdmissionPolicy", name: "old" }];
    await db.prisma.policyDeployment.updateMany({ where: { policyId: id }, data: { objects } });
    const input = await applyInput(db.prisma, { id, name: "old" }, 1, cluster.id);
    expect(input.remove).toEqual(objects);
  });
});
