import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { clusterPolicies } from "./cluster-policies";
import { getPolicy } from "./get-policy";
import { getRollout } from "./get-rollout";
import { haltRollout } from "./halt-rollout";
import { listPolicies } from "./list-policies";
import { placePolicy } from "./place-policy";
import { isInScope } from "./policy-scope";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { savePolicy } from "./save-policy";

const db = suiteDatabase();
const world = policyAgents(db);
let [operator, viewer, nobody] = [] as unknown as [Person, Person, Person];
let policyId: PolicyId;
let rolloutId: RolloutId;

const object = (resourceRules: unknown) => ({
  apiVersion: "admissionregistration.k8s.io/v1" as const,
  kind: "ValidatingAdmissionPolicy" as const,
  metadata: { name: "x" },
  spec: { matchConstraints: { resourceRules } } as never,
});
const yaml = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-latest }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments, deployments/scale] }]
  validations: [{ expression: "true" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: no-latest }
spec: { policyName: no-latest, validationActions: [Deny] }
`;

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  for (const [name, environment] of [
    ["test", "test"],
    ["prod", "production"],
  ] as const) {
    const cluster = await aCluster(db, name, { environment });
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = ["deployments.apps", "statefulsets.apps"].map((resource) =>
      anInventoryRecord({ uid: `${name}-${resource}`, resource, kind: "Any", name: "one", ready: 1, desired: 1 }),
    );
    await applyReport(settings, cluster.id, {
      bootId,
      seq: 1,
      messages: [{ type: "inventory.delta", observedAt: new Date().toISOString(), upserts, deletes: [] }],
    });
  }
  await aCluster(db, "never-enrolled", { environment: "dr" });
  [operator, viewer, nobody] = [
    await aPerson(db, "olga", ["operator"]),
    await aPerson(db, "vera", ["viewer"]),
    await aPerson(db, "nils", []),
  ];
  policyId = (await savePolicy(operator.as(), SavePolicy.parse({ name: "no-latest", yaml, placement: {}, basedOnVersion: 0 })))
    .id as PolicyId;
  await previewPolicy(operator.as(), world.live, { policyId, version: 1 });
  await world.judge();
  rolloutId = (await pushPolicy(operator.as(), { policyId, version: 1 })).rolloutId as RolloutId;
  for (let i = 0; i < 6; i++) {
    for (const id of await runningRollouts(db))
      await advanceRollout({ ctx: theSystem(db), live: world.live, measure: world.measure, hubId: "hub-1" }, id);
    await world.act();
  }
});

describe("the list of policies", () => {
  it("says where each is enforced and how far its newest rollout has come", async () => {
    expect(await listPolicies(viewer.as())).toMatchObject([
      {
        name: "no-latest",
        reach: [
          { environment: "production", placed: 1, enforced: 0, atLatest: 0, troubled: 0 },
          { environment: "test", placed: 1, enforced: 1, atLatest: 1, troubled: 0 },
        ],
        rollout: { id: rolloutId, action: "push", toVersion: 1, phase: "AwaitingApproval", currentWave: 1, waves: 2 },
      },
    ]);
  });

  it("is refused to somebody without a role", async () => {
    await expect(listPolicies(nobody.as())).rejects.toMatchObject({ code: "Forbidden" });
  });
});

describe("the policies of a cluster", () => {
  const idOf = async (name: string) => (await db.prisma.cluster.findUniqueOrThrow({ where: { name } })).id;

  it("are those that it has and those that it is to have, each as it was read back", async () => {
    expect(await clusterPolicies(viewer.as(), await idOf("test"))).toMatchObject([
      { id: policyId, name: "no-latest", latestVersion: 1, isPlaced: true, version: 1, state: "applied", observedAt: expect.any(Date) },
    ]);
    expect(await clusterPolicies(viewer.as(), await idOf("prod"))).toMatchObject([{ name: "no-latest", version: null, state: "pending" }]);
  });

  it("are refused to somebody without a role, to whom the cluster does not exist", async () => {
    await expect(clusterPolicies(nobody.as(), await idOf("test"))).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("a policy", () => {
  it("names the waves of a push, and counts the objects that its rules concern on each cluster", async () => {
    const { waves, scope, clusters } = await getPolicy(viewer.as(), policyId);
    expect(waves.map((wave) => [wave.name, wave.needsApproval])).toEqual([
      ["test", false],
      ["production", true],
    ]);
    expect(scope.map(({ resource, count }) => [resource, count])).toEqual([
      ["deployments.apps", 1],
      ["deployments.apps", 1],
    ]);
    expect(new Set(scope.map(({ clusterId }) => clusterId))).toEqual(new Set(clusters.map(({ clusterId }) => clusterId)));
  });

  it.each([
    [[{ apiGroups: [""], resources: ["pods"] }], "pods", true],
    [[{ apiGroups: ["apps"], resources: ["pods"] }], "pods", false],
    [[{ apiGroups: ["*"], resources: ["*"] }], "virtualservices.networking.istio.io", true],
    [[{ apiGroups: ["networking.istio.io"], resources: ["virtualservices"] }], "virtualservices.networking.istio.io", true],
    [[{ apiGroups: ["apps"], resources: ["deployments/scale"] }], "deployments.apps", true],
    ["not a list", "pods", false],
  ])("with the rules %j concerns %s: %s", (rules, resource, expected) => {
    expect(isInScope([object(rules)], resource)).toBe(expected);
  });
});

describe("a placement", () => {
  it("is shown with the clusters that it chooses now, those without an agent left out", async () => {
    expect((await placePolicy(viewer.as(), {})).clusters.map((cluster) => cluster.clusterName)).toEqual(["prod", "test"]);
    const chosen = await placePolicy(viewer.as(), { matchLabels: { "holdfast.dev/environment": "test" } });
    expect(chosen).toMatchObject({ clusters: [{ clusterName: "test" }], waves: [{ name: "test", needsApproval: false }] });
  });
});

describe("a placement of somebody who sees some clusters only", () => {
  it("names no cluster beyond those", async () => {
    const partly = await aPerson(db, "partly", ["operator"], { matchLabels: { "holdfast.dev/environment": "test" } });
    const { clusters, waves } = await placePolicy(partly.as(), {});
    expect(clusters.map(({ clusterName }) => clusterName)).toEqual(["test"]);
    expect(JSON.stringify(waves)).not.toContain("prod");
  });
});

describe("one rollout", () => {
  it("is read whole, and refused to somebody without a role", async () => {
    expect(await getRollout(viewer.as(), rolloutId)).toMatchObject({
      phase: "AwaitingApproval",
      targets: [
        { clusterName: "test", state: "applied", wave: 0 },
        { clusterName: "prod", state: "pending", wave: 1 },
      ],
    });
    await expect(getRollout(nobody.as(), rolloutId)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(getRollout(viewer.as(), "01a1fdb6-6cb7-758f-b64d-b8c4b83c2190")).rejects.toMatchObject({ code: "NotFound" });
    await haltRollout(operator.as(), { rolloutId, reason: "end of the test" });
    expect((await getRollout(viewer.as(), rolloutId)).phase).toBe("Halted");
  });
});
