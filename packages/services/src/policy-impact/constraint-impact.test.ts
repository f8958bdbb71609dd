import { readFileSync } from "node:fs";
import type { PolicyId } from "@holdfast/contracts/ids";
import type { JsonObject } from "@holdfast/contracts/json";
import { SavePolicy } from "@holdfast/contracts/policy";
import { ListImpactFindings } from "@holdfast/contracts/policy-impact";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { objectsDistinct } from "@holdfast/contracts/queries/objects-distinct";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { regoJudge } from "../../../../apps/hub/src/policies/rego-judge";
import type { LivePort } from "../live/live-port";
import { getPolicy } from "../policies/get-policy";
import { previewPolicy } from "../policies/preview-policy";
import { savePolicy } from "../policies/save-policy";
import { advanceImpact, openImpacts } from "./advance-impact";
import { getImpact } from "./get-impact";
import { listImpactFindings } from "./list-impact-findings";

const db = suiteDatabase();
const judge = regoJudge();
let operator: Person;

const library = (id: string) =>
  readFileSync(new URL(`../../../../packages/policy-library/src/policies/${id}/manifests.yaml`, import.meta.url), "utf8");
const pods = { group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true };
const container = (isPrivileged: boolean): JsonObject => ({ name: "app", image: "web:1", securityContext: { privileged: isPrivileged } });
const template = (namespace: string, isPrivileged: boolean): JsonObject => ({
  metadata: { namespace },
  spec: { containers: [container(isPrivileged)] },
});
const web = { kind: "Deployment", name: "web" };
const answers: Readonly<Record<string, object>> = {
  namespaces: {
    served: { ...pods, plural: "namespaces", kind: "Namespace", isNamespaced: false },
    templates: [{ metadata: {} }],
    members: [
      { of: 0, name: "shop", workload: null },
      { of: 0, name: "kube-system", workload: null },
    ],
  },
  pods: {
    ...{ served: pods, templates: [template("shop", true), template("shop", false), template("kube-system", true)] },
    members: [
      ...["web-1", "web-2"].map((name) => ({ of: 0, name, workload: web })),
      { of: 1, name: "plain", workload: null },
      { of: 2, name: "proxy", workload: null },
    ],
  },
};
const live: LivePort = {
  async ask(_, contract, input) {
    if (contract.name === commandRehearse.name) return contract.output.parse({ refusal: null, changes: [] });
    const { resource } = objectsDistinct.input.parse(input);
    return contract.output.parse({ refusal: null, message: "", next: null, ...answers[resource] });
  },
};

async function judged(name: string, yaml: string) {
  const saved = await savePolicy(operator.as(), SavePolicy.parse({ name, yaml, placement: {}, basedOnVersion: 0 }), {
    test: async () => [],
  });
  const ref = { policyId: saved.id as PolicyId, version: 1 };
  await previewPolicy(operator.as(), live, ref);
  for (const id of await openImpacts(db)) await advanceImpact({ ctx: theSystem(db), live, judge, hubId: "hub-1" }, id);
  return { ref, cluster: (await getImpact(operator.as(), ref))?.clusters[0] };
}

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  const { id } = await aCluster(db, "test");
  await anAgent(settings, id as never);
  operator = await aPerson(db, "olga", ["operator"]);
  for (const [resource, kind] of [
    ["pods", "Pod"],
    ["namespaces", "Namespace"],
  ] as const)
    await db.prisma.inventoryResource.create({
      data: { clusterId: id, resource, kind, isNamespaced: kind === "Pod", state: "synced", observedAt: new Date() },
    });
  await db.prisma.inventoryCount.create({ data: { clusterId: id, resource: "pods", health: "Healthy", count: 4 } as never });
});
afterAll(() => judge.close());

describe("the impact of a constraint on what runs", () => {
  it("names every object that Gatekeeper would deny, in its words, and counts what it would look at", async () => {
    const { ref, cluster } = await judged("no-privileged", library("no-privileged"));
    expect(cluster).toMatchObject({ state: "judged", expected: 4, judged: 4, distinct: 3, denied: 2, notJudged: [] });
    expect((await listImpactFindings(operator.as(), ListImpactFindings.parse(ref))).rows).toMatchObject([
      { effect: "deny", policyName: "no-privileged", message: "container app is privileged", workload: web, names: ["web-1", "web-2"] },
    ]);
    expect((await getPolicy(operator.as(), ref.policyId)).scope).toMatchObject([{ resource: "pods", count: 4 }]);
  });

  it("is said to be not known where the Rego looks at other objects, and for what no engine judges", async () => {
    const inventory = await judged("hosts", library("unique-ingress-host"));
    expect(inventory.cluster?.notJudged.map(({ message }) => message)).toEqual([
      expect.stringContaining("its Rego reads the other objects of the cluster"),
    ]);
    const quota = await judged("quota", library("namespace-quota"));
    expect(quota.cluster).toMatchObject({
      state: "judged",
      notJudged: [{ message: expect.stringContaining("ResourceQuota is not judged here") }],
    });
  });

  it("can't be told of Rego that calls out, and the words say why", async () => {
    const calling = library("no-privileged").replace(
      /rego: \|[\s\S]*?(?=\n---)/,
      'rego: \'package p\n\n        violation[{"msg": "x"}] { http.send({"method": "get", "url": "http://x"}) }\'',
    );
    const { cluster } = await judged("calling", calling);
    expect(cluster).toMatchObject({ state: "failed", message: expect.stringContaining("http.send") });
  });
});
