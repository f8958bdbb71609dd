import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtWorker } from "../../../../packages/policy-engines/test/admission/built-worker";
import { admissionJudge } from "./admission-judge";

let built: Awaited<ReturnType<typeof builtWorker>>;
beforeAll(async () => {
  built = await builtWorker();
});
afterAll(() => built.remove());

const policy = {
  apiVersion: "admissionregistration.k8s.io/v1" as const,
  kind: "ValidatingAdmissionPolicy" as const,
  metadata: { name: "no-latest" },
  spec: {
    matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }] },
    validations: [{ expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))", message: "no latest tags" }],
  },
};
const binding = {
  ...policy,
  kind: "ValidatingAdmissionPolicyBinding" as const,
  spec: { policyName: "no-latest", validationActions: ["Deny"], matchResources: { namespaceSelector: { matchLabels: { env: "prod" } } } },
};
const write = (image: string, env = "prod") => ({
  ...{ operation: "CREATE" as const, resource: { group: "", version: "v1", resource: "pods" }, kind: "Pod", isNamespaced: true },
  ...{ name: "web", namespace: "bank", object: { spec: { containers: [{ image }] } }, oldObject: null },
  namespaceObject: { metadata: { labels: { env } } },
  user: { username: "somebody", groups: [] },
});

describe("the hub's judge of admission policies", () => {
  it("says of each write what the API server would find fault with, as far as the binding reaches", async () => {
    const judge = admissionJudge(built.program);
    const said = await judge.judge(policy, binding, [write("web:latest"), write("web:1"), write("web:latest", "test")]);
    await judge.close();
    expect(said).toEqual([["no latest tags"], [], []]);
  });

  it("says that its thread is missing where the build did not put it beside the hub", async () => {
    const judge = admissionJudge(undefined);
    await expect(judge.judge(policy, binding, [write("web:1")])).rejects.toMatchObject({
      code: "Unavailable",
      message: expect.stringContaining("policy-worker"),
    });
    await judge.close();
  });
});
