import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { waiverAdjustment } from "@holdfast/domain/policy/waiver-adjustment";
import { afterAll, beforeAll, expect, it } from "vitest";
import { builtWorker } from "../../../../packages/policy-engines/test/admission/built-worker";
import { admissionJudge } from "./admission-judge";

let built: Awaited<ReturnType<typeof builtWorker>>;
let judge: ReturnType<typeof admissionJudge>;
beforeAll(async () => {
  built = await builtWorker();
  judge = admissionJudge(built.program);
});
afterAll(async () => {
  await judge.close();
  await built.remove();
});

const rules = { resourceRules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }] };
const policy: PolicyObject = {
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", metadata: { name: "rule" } },
  spec: { matchConstraints: rules, validations: [{ expression: "false", message: "never" }] },
};
const binding: PolicyObject = {
  ...policy,
  kind: "ValidatingAdmissionPolicyBinding",
  spec: { policyName: "rule", validationActions: ["Deny"] },
};
const write = (name: string, owner: { apiVersion: string; kind: string; name: string } | null = null, more: object = {}) => ({
  ...{ operation: "CREATE" as const, resource: { group: "", version: "v1", resource: "pods" }, kind: "Pod", isNamespaced: true, name },
  ...{ namespace: "bank", oldObject: null, namespaceObject: { metadata: {} }, user: { username: "somebody", groups: [] } },
  object: { metadata: { name, namespace: "bank", ...(owner ? { ownerReferences: [owner] } : {}) } },
  ...more,
});
const isLetThrough = async (scope: Parameters<typeof waiverAdjustment>[0][number], asked: ReturnType<typeof write>) => {
  const [said] = await judge.judge(waiverAdjustment([scope])(policy), binding, [asked]);
  return said?.length === 0;
};
const web = { namespace: "bank", workload: { kind: "Deployment", name: "web" }, objectName: null };
const apps = { group: "apps", version: "v1" };
const foreign = { group: "apps.kruise.io", version: "v1alpha1" };
const hash = (name: string, apiVersion = "apps/v1") => ({ apiVersion, kind: "ReplicaSet", name });
const itself = { kind: "Deployment", resource: { ...apps, resource: "deployments" } };
/** A write of an object that is in no namespace: the API server leaves the field out. */
const role = (name: string) =>
  write(name, null, {
    ...{ kind: "ClusterRole", isNamespaced: false, namespace: "", namespaceObject: null, object: { metadata: { name } } },
    resource: { group: "rbac.authorization.k8s.io", version: "v1", resource: "clusterroles" },
  });
const nightly = { ...web, workload: { kind: "CronJob", name: "nightly" } };
const job = (apiVersion: string) => ({ apiVersion, kind: "Job", name: "nightly-29384756" });

it.each([
  ["a pod of the Deployment", web, write("web-7d9f6c5b4-x", hash("web-7d9f6c5b4")), true],
  ["a pod of one whose name only begins so", web, write("web-api-7d9f6c5b4-x", hash("web-api-7d9f6c5b4")), false],
  [
    "a ReplicaSet of the Deployment",
    web,
    write("web-7d9", { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, { kind: "ReplicaSet" }),
    true,
  ],
  ["the Deployment itself", web, write("web", null, itself), true],
  ["a Deployment of another API group", web, write("web", null, { ...itself, resource: { ...foreign, resource: "deployments" } }), false],
  ["a pod of a ReplicaSet of another API group", web, write("web-7d9f6c5b4-x", hash("web-7d9f6c5b4", "apps.kruise.io/v1alpha1")), false],
  ["a pod of a CronJob's Job", nightly, write("nightly-29384756-x", job("batch/v1")), true],
  ["a pod of a Job of another API group", nightly, write("nightly-29384756-x", job("batch.volcano.sh/v1alpha1")), false],
  [
    "what a Pod made",
    { ...web, workload: { kind: "Pod", name: "web" } },
    write("web-x", { apiVersion: "v1", kind: "Pod", name: "web" }),
    true,
  ],
  ["a pod that nobody made", web, write("web"), false],
  ["the same in another namespace", web, write("web-1", hash("web-7d9f6c5b4"), { namespace: "shop" }), false],
  ["everything in the namespace", { ...web, workload: null }, write("anything"), true],
  ["the object by its name", { ...web, workload: null, objectName: "a" }, write("a"), true],
  ["another object", { ...web, workload: null, objectName: "a" }, write("b"), false],
  ["what has no metadata", web, write("x", null, { object: { container: "app" } }), false],
  ["the object in no namespace by its name", { ...web, namespace: null, workload: null, objectName: "reader" }, role("reader"), true],
  ["another object in no namespace", { ...web, namespace: null, workload: null, objectName: "reader" }, role("writer"), false],
  ["one in a namespace of that name", { ...web, namespace: null, workload: null, objectName: "reader" }, write("reader"), false],
] as const)("the API server's own language lets %s through as far as the waiver says", async (_, scope, asked, expected) => {
  expect(await isLetThrough(scope, asked as ReturnType<typeof write>)).toBe(expected);
});

it.each([
  ["a namespace", { ...web, workload: null }],
  ["a workload", web],
  ["an object", { ...web, workload: null, objectName: "a" }],
  ["an object in no namespace", { ...web, namespace: null, workload: null, objectName: "a" }],
] as const)("a write in no namespace, or of no name yet, is judged by the rule alone beside a waiver of %s", async (_, scope) => {
  const right: PolicyObject = { ...policy, spec: { ...policy.spec, validations: [{ expression: "true" }] } };
  for (const asked of [role("reader"), write("", null, { object: { metadata: { generateName: "web-", namespace: "bank" } } })])
    expect(await judge.judge(waiverAdjustment([scope])(right), binding, [asked])).toEqual([[]]);
});
