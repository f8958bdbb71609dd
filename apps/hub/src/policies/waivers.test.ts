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
const write = (name: string, owner: { kind: string; name: string } | null = null, more: object = {}) => ({
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
const hash = (name: string) => ({ kind: "ReplicaSet", name });

it.each([
  ["a pod of the Deployment", web, write("web-7d9f6c5b4-x", hash("web-7d9f6c5b4")), true],
  ["a pod of one whose name only begins so", web, write("web-api-7d9f6c5b4-x", hash("web-api-7d9f6c5b4")), false],
  ["a ReplicaSet of the Deployment", web, write("web-7d9", { kind: "Deployment", name: "web" }, { kind: "ReplicaSet" }), true],
  ["the Deployment itself", web, write("web", null, { kind: "Deployment" }), true],
  ["a pod that nobody made", web, write("web"), false],
  ["the same in another namespace", web, write("web-1", hash("web-7d9f6c5b4"), { namespace: "shop" }), false],
  ["everything in the namespace", { ...web, workload: null }, write("anything"), true],
  ["the object by its name", { ...web, workload: null, objectName: "a" }, write("a"), true],
  ["another object", { ...web, workload: null, objectName: "a" }, write("b"), false],
  ["what has no metadata", web, write("x", null, { object: { container: "app" } }), false],
] as const)("the API server's own language lets %s through as far as the waiver says", async (_, scope, asked, expected) => {
  expect(await isLetThrough(scope, asked as ReturnType<typeof write>)).toBe(expected);
});
