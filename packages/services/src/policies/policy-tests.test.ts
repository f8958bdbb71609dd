import { PolicyId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TestPort } from "../live/test-port";
import { getPolicy } from "./get-policy";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { savePolicy } from "./save-policy";
import { testPolicy } from "./test-policy";

const db = suiteDatabase();
const world = policyAgents(db);
let [operator, viewer] = [] as unknown as [Person, Person];
let isRight = true;
const tester: TestPort = {
  test: async () => [
    {
      name: "one",
      expected: "deny",
      found: isRight ? "deny" : "pass",
      expectedMessages: ["no"],
      messages: isRight ? ["no"] : [],
      isAsExpected: isRight,
    },
  ],
};
const yaml = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: p }
spec: { validations: [{ expression: "true" }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: p }
spec: { policyName: p, validationActions: [Deny] }
`;
const save = (name: string, basedOnVersion: number, tests = "examples: [...]") =>
  savePolicy(operator.as(), SavePolicy.parse({ name, yaml, tests, placement: {}, basedOnVersion }), tester);

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  await anAgent(settings, (await aCluster(db, "test", { environment: "test" })).id);
  operator = await aPerson(db, "olga", ["operator"]);
  viewer = await aPerson(db, "vera", ["viewer"]);
});
beforeEach(() => {
  isRight = true;
});

describe("a policy whose own tests fail", () => {
  it("is saved, previewed and not pushed, and the refusal is on record; a run that comes out right opens the gate", async () => {
    isRight = false;
    const { id, failed } = await save("gated", 0);
    expect(failed).toEqual(["one"]);
    await previewPolicy(operator.as(), world.live, { policyId: PolicyId.parse(id), version: 1 });
    await world.judge();
    await expect(pushPolicy(operator.as(), { policyId: PolicyId.parse(id), version: 1 })).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("1 of 1 examples of version 1 do not come out as they say, one first"),
    });
    const audited = await db.prisma.auditEntry.findFirst({ where: { action: "policy.push" }, orderBy: { seq: "desc" } });
    expect(audited).toMatchObject({ outcome: "refused" });
    isRight = true;
    expect((await testPolicy(operator.as(), tester, { policyId: PolicyId.parse(id), version: 1 })).results).toMatchObject([
      { isAsExpected: true },
    ]);
    expect(await pushPolicy(operator.as(), { policyId: PolicyId.parse(id), version: 1 })).toMatchObject({ rolloutId: expect.any(String) });
  });

  it("is told with its verdicts, the version's author and its hash", async () => {
    isRight = false;
    const { id } = await save("told", 0);
    const [version] = (await getPolicy(viewer.as(), id)).versions;
    expect(version).toMatchObject({
      ...{ createdByName: "olga", contentHash: expect.stringMatching(/^[0-9a-f]{64}$/), tests: "examples: [...]" },
      testRun: { ranAt: expect.any(Date), results: [{ name: "one", expected: "deny", found: "pass", isAsExpected: false }] },
    });
  });
});

describe("the tests of a policy", () => {
  it("make a version of their own when they alone change, with the hash of the objects as it was", async () => {
    const { id } = await save("versions", 0);
    expect((await save("versions", 1)).version).toBe(1);
    expect((await save("versions", 1, "examples: [other]")).version).toBe(2);
    const [second, first] = (await getPolicy(operator.as(), id)).versions;
    expect(second?.contentHash).toBe(first?.contentHash);
  });

  it("are only run by somebody who may edit, for a version that has some", async () => {
    const { id } = await save("rights", 0);
    const asked = { policyId: PolicyId.parse(id), version: 1 };
    await expect(testPolicy(viewer.as(), tester, asked)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(testPolicy(operator.as(), tester, { ...asked, version: 2 })).rejects.toMatchObject({ code: "NotFound" });
    const bare = await save("bare", 0, "  \n");
    await expect(testPolicy(operator.as(), tester, { ...asked, policyId: PolicyId.parse(bare.id) })).rejects.toMatchObject({
      message: expect.stringContaining("has no tests"),
    });
  });
});
