import { Fault } from "@holdfast/contracts/fault";
import type { PolicyId } from "@holdfast/contracts/ids";
import type { JsonObject } from "@holdfast/contracts/json";
import { SavePolicy } from "@holdfast/contracts/policy";
import { ListImpactFindings } from "@holdfast/contracts/policy-impact";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { objectsDistinct } from "@holdfast/contracts/queries/objects-distinct";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LivePort } from "../live/live-port";
import { previewPolicy } from "../policies/preview-policy";
import { savePolicy } from "../policies/save-policy";
import { advanceImpact, openImpacts } from "./advance-impact";
import { getImpact } from "./get-impact";
import type { ImpactJudge, JudgedWrite } from "./impact-judge";
import { listImpactFindings } from "./list-impact-findings";
import { stopImpact } from "./stop-impact";

const db = suiteDatabase();
let clusters: Record<"test" | "prod", { id: string; name: string }>;
let [operator, viewer] = [] as unknown as [Person, Person];

type Page = ReturnType<typeof objectsDistinct.output.parse>;
const pods = { group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true };
const template = (namespace: string, image: string): JsonObject => ({ metadata: { namespace, labels: { app: "web" } }, spec: { image } });
const page = (more: Partial<Page>): Page => ({ refusal: null, message: "", served: pods, templates: [], members: [], next: null, ...more });
const web = { kind: "Deployment", name: "web" };
const namespaces = page({
  served: { ...pods, plural: "namespaces", kind: "Namespace", isNamespaced: false },
  templates: [{ metadata: { labels: { team: "core" } } }],
  members: [{ of: 0, name: "bank", workload: null }],
});

/** What each cluster answers, by resource and by where the page begins. */
const pages = new Map<string, () => Page>();
const judged: JudgedWrite[] = [];
const live: LivePort = {
  async ask(clusterId, contract, input) {
    if (contract.name === commandRehearse.name) return contract.output.parse({ refusal: null, changes: [] });
    const { resource, after } = objectsDistinct.input.parse(input);
    if (resource === "namespaces") return contract.output.parse(namespaces);
    const answer = pages.get(`${clusterId} ${after ?? ""}`);
    if (!answer) throw new Fault("AgentUnreachable", "The cluster's agent is not connected.");
    return contract.output.parse(answer());
  },
};
const judge: ImpactJudge = {
  async judge(_policy, _binding, writes) {
    judged.push(...writes);
    return writes.map(({ object }) => ((object.spec as { image: string }).image.endsWith(":latest") ? ["no latest tags"] : []));
  },
};
const driver = (hubId = "hub-1") => ({ ctx: theSystem(db), live, judge, hubId });
const settle = async (hub = driver()) => {
  for (const id of await openImpacts(db)) await advanceImpact(hub, id);
};

const yaml = (name: string, expression: string, extra = "") => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  ${extra}
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "${expression}" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;
let number = 0;
async function aPreviewed(expression = "object.spec.image != ''", extra = "") {
  const name = `impact-${++number}`;
  const saved = await savePolicy(
    operator.as(),
    SavePolicy.parse({ name, yaml: yaml(name, expression, extra), placement: {}, basedOnVersion: 0 }),
  );
  await previewPolicy(operator.as(), live, { policyId: saved.id, version: 1 });
  return { policyId: saved.id as PolicyId, version: 1 };
}
const findings = (ref: { policyId: PolicyId; version: number }, more: object = {}) =>
  listImpactFindings(viewer.as(), ListImpactFindings.parse({ ...ref, ...more }));
const of = async (ref: { policyId: PolicyId; version: number }, name: "test" | "prod") =>
  (await getImpact(viewer.as(), ref))?.clusters.find(({ clusterName }) => clusterName === name);

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  clusters = { test: await aCluster(db, "test"), prod: await aCluster(db, "prod", { environment: "production" }) };
  for (const { id } of Object.values(clusters)) {
    await anAgent(settings, id as never);
    const seen = { kind: "Pod", isNamespaced: true, state: "synced", observedAt: new Date() };
    for (const resource of ["pods", "namespaces", "validatingadmissionpolicies.admissionregistration.k8s.io"])
      await db.prisma.inventoryResource.create({ data: { clusterId: id, resource, ...seen } });
    await db.prisma.inventoryCount.create({ data: { clusterId: id, resource: "pods", health: "Healthy", count: 3 } as never });
  }
  [operator, viewer] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "vera", ["viewer"])];
});
beforeEach(() => {
  judged.length = 0;
  pages.clear();
  for (const { id } of Object.values(clusters)) pages.set(`${id} `, () => page({}));
});

describe("the impact of a policy on what runs", () => {
  it("names every object that would be denied, by its workload, namespace and team, and judges a template once", async () => {
    const { id } = clusters.prod;
    const members = [
      { of: 0, name: "web-1", workload: web },
      { of: 1, name: "old-1", workload: null },
      { of: 0, name: "web-2", workload: web },
    ];
    pages.set(`${id} `, () => page({ templates: [template("bank", "web:latest"), template("bank", "old:1.0")], members, next: "2" }));
    pages.set(`${id} 2`, () => page({ templates: [template("shop", "till:latest")], members: [{ of: 0, name: "till", workload: null }] }));
    const ref = await aPreviewed();
    expect(await getImpact(viewer.as(), ref)).toMatchObject({ state: "waiting", requestedByName: "olga" });
    await settle();
    expect(await of(ref, "prod")).toMatchObject({ state: "judged", expected: 3, judged: 4, distinct: 3, denied: 3, warned: 0 });
    expect(await of(ref, "test")).toMatchObject({ state: "judged", judged: 0, denied: 0 });
    const { rows, total } = await findings(ref);
    expect(total).toBe(2);
    expect(
      rows.map(({ namespace, workload, team, names, message, effect }) => ({ namespace, workload, team, names, message, effect })),
    ).toEqual([
      { namespace: "bank", workload: web, team: "core", names: ["web-1", "web-2"], message: "no latest tags", effect: "deny" },
      {
        namespace: "shop",
        workload: { kind: "Pod", name: "till" },
        team: null,
        names: ["till"],
        message: "no latest tags",
        effect: "deny",
      },
    ]);
    expect(judged.map(({ name }) => name)).toEqual(["web-1", "old-1", "till"]);
    expect(judged[0]).toMatchObject({
      operation: "CREATE",
      namespace: "bank",
      object: { metadata: { name: "web-1" } },
      namespaceObject: { metadata: { name: "bank" } },
    });
  });

  it("judges each object by itself where the policy reads names", async () => {
    const members = ["a", "b"].map((name) => ({ of: 0, name, workload: web }));
    pages.set(`${clusters.prod.id} `, () => page({ templates: [template("bank", "web:1")], members }));
    await aPreviewed("object.metadata.name != 'a'");
    await settle();
    expect(judged.map(({ object }) => (object.metadata as { name: string }).name)).toEqual(["a", "b"]);
  });

  it("begins a list again that the API server forgot, and finds nothing twice", async () => {
    const first = page({ templates: [template("bank", "web:latest")], members: [{ of: 0, name: "web-1", workload: web }], next: "2" });
    let expired = 0;
    pages.set(`${clusters.prod.id} `, () => first);
    pages.set(`${clusters.prod.id} 2`, () => (expired++ === 0 ? page({ refusal: "Expired", served: null }) : page({})));
    const ref = await aPreviewed();
    await settle();
    expect(await of(ref, "prod")).toMatchObject({ state: "judged", judged: 1, denied: 1 });
    expect((await findings(ref)).rows.map(({ names }) => names)).toEqual([["web-1"]]);
  });

  it("says of a cluster that can't be read that nothing is known of it, and goes on with the others", async () => {
    pages.delete(`${clusters.test.id} `);
    const ref = await aPreviewed();
    await settle();
    expect(await of(ref, "test")).toMatchObject({ state: "failed", message: "The cluster's agent is not connected." });
    expect(await getImpact(viewer.as(), ref)).toMatchObject({ state: "judged" });
  });

  it("says what it could not judge, and why", async () => {
    pages.set(`${clusters.prod.id} `, () => page({ refusal: "KindForbidden", message: "may not list pods", served: null }));
    const forbidden = await aPreviewed();
    const withParams = await aPreviewed("object.spec.image != ''", "paramKind: { apiVersion: v1, kind: ConfigMap }");
    await settle();
    expect((await of(forbidden, "prod"))?.notJudged.map(({ message }) => message)).toEqual(["pods are not judged: may not list pods"]);
    expect((await of(withParams, "test"))?.notJudged).toMatchObject([{ message: expect.stringContaining("it reads parameters") }]);
  });

  it("is stopped on the word of a person, on record, and what was judged to its end is kept", async () => {
    const ref = await aPreviewed();
    pages.set(`${clusters.prod.id} `, () =>
      page({ templates: [template("bank", "web:latest")], members: [{ of: 0, name: "web", workload: null }] }),
    );
    const stopping: ImpactJudge = {
      async judge(...asked) {
        await stopImpact(operator.as(), ref);
        return judge.judge(...asked);
      },
    };
    await settle({ ...driver(), judge: stopping });
    expect(await getImpact(viewer.as(), ref)).toMatchObject({ state: "stopped", stoppedByName: "olga", stop: { isMet: false } });
    expect(await of(ref, "prod")).toMatchObject({ state: "stopped", denied: 0 });
    expect((await findings(ref)).total).toBe(0);
    expect(await auditOf(db, "policy.stop-impact")).toMatchObject([{ outcome: "succeeded" }]);
    await expect(stopImpact(operator.as(), ref)).rejects.toMatchObject({ code: "WrongPhase" });
    await expect(stopImpact(viewer.as(), ref)).rejects.toMatchObject({ code: "Forbidden" });
  });

  it("is gone on with by another hub, from the clusters that were not judged to their end", async () => {
    const members = [{ of: 0, name: "web-1", workload: web }];
    for (const { id } of Object.values(clusters)) pages.set(`${id} `, () => page({ templates: [template("bank", "web:latest")], members }));
    const ref = await aPreviewed();
    const ended = new AbortController();
    let asked = 0;
    const dying: ImpactJudge = {
      async judge(...all) {
        if (++asked === 2) {
          ended.abort();
          throw new Error("the hub is gone");
        }
        return judge.judge(...all);
      },
    };
    await settle({ ...driver(), judge: dying, signal: ended.signal } as never);
    expect((await getImpact(viewer.as(), ref))?.state).not.toBe("judged");
    const before = judged.length;
    await settle(driver("hub-2"));
    expect((await getImpact(viewer.as(), ref))?.clusters.map(({ state, denied }) => [state, denied])).toEqual([
      ["judged", 1],
      ["judged", 1],
    ]);
    expect(judged.length - before).toBe(1);
  });

  it("ends also where the version can't be read, and names an object once whatever says it", async () => {
    const members = ["a", "b"].map((name) => ({ of: 0, name, workload: web }));
    pages.set(`${clusters.prod.id} `, () => page({ templates: [template("bank", "web:latest")], members }));
    const twice: ImpactJudge = { judge: async (_policy, _binding, writes) => writes.map(() => ["no latest tags", "no latest tags"]) };
    const ref = await aPreviewed();
    await settle({ ...driver(), judge: twice });
    expect((await findings(ref)).rows.map(({ names }) => names)).toEqual([["a", "b"]]);
    await db.prisma.policyVersion.updateMany({ where: { policyId: ref.policyId }, data: { objects: "not a list" } });
    await previewPolicy(operator.as(), live, ref).catch(() => undefined);
    await db.prisma.policyImpact.updateMany({ where: { policyId: ref.policyId }, data: { state: "waiting", finishedAt: null } });
    await db.prisma.policyImpactCluster.updateMany({ where: { impact: { policyId: ref.policyId } }, data: { state: "waiting" } });
    await settle();
    expect((await getImpact(viewer.as(), ref))?.clusters.map(({ state }) => state)).toEqual(["failed", "failed"]);
  });

  it("is asked for anew by the next preview, which takes the place of the one before", async () => {
    const ref = await aPreviewed();
    await settle();
    await previewPolicy(operator.as(), live, ref);
    expect(await getImpact(viewer.as(), ref)).toMatchObject({ state: "waiting" });
    await settle();
    expect(await getImpact(viewer.as(), ref)).toMatchObject({ state: "judged" });
  });
});
