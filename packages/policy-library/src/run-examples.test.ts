import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngines } from "../test/engines";
import { readBundle } from "./policy-bundle";
import { libraryFolder } from "./read-library";
import { runExamples } from "./run-examples";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines(3000);
});
afterAll(() => engines.close());

const texts = async (id: string) => {
  const [manifests, tests] = await Promise.all(
    ["manifests", "tests"].map((file) => readFile(new URL(`${id}/${file}.yaml`, libraryFolder), "utf8")),
  );
  return { manifests: manifests ?? "", tests: tests ?? "" };
};
const run = async (given: { manifests: string; tests: string }, withinMs?: number) => {
  const read = readBundle(given);
  if (!read.isGood) throw new Error(read.problems.map(({ message }) => message).join("\n"));
  return runExamples(engines, read.bundle, withinMs);
};
const wrong = async (given: { manifests: string; tests: string }) => (await run(given)).filter(({ isAsExpected }) => !isAsExpected);

const regoOf = (rego: string) => `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: mine}
spec:
  crd: {spec: {names: {kind: Mine}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
      rego: ${JSON.stringify(`package mine\n${rego}`)}
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: Mine
metadata: {name: mine}
`;
const ONE = "examples: [{name: one, object: {apiVersion: v1, kind: Pod, metadata: {name: p}}, expect: pass}]";

describe("the examples of a policy", () => {
  it("that say other words than the policy does are told, with both", async () => {
    const { manifests, tests } = await texts("storage-class");
    expect(await wrong({ manifests, tests: tests.replace("names no storage class:", "has no storage class:") })).toMatchObject([
      {
        name: "none",
        expectedMessages: ["ledger has no storage class: clusters differ in their default"],
        messages: ["ledger names no storage class: clusters differ in their default"],
      },
    ]);
  });

  it.each([
    ["Rego", "no-privileged", "privileged == true", "privileged == false"],
    ["CEL", "replica-bounds", "variables.replicas >= 2", "variables.replicas >= 1"],
    ["manifests", "flash-sale-autoscaler", "maxReplicas: 5000", "maxReplicas: 50"],
  ])("notice a change of %s", async (_, id, before, after) => {
    const { manifests, tests } = await texts(id);
    expect(manifests).toContain(before);
    expect((await wrong({ manifests: manifests.replace(before, after), tests })).length).toBeGreaterThan(0);
  });

  it("that can't be evaluated are a result, and no failure of the rest", async () => {
    const rego = 'violation[{"msg": 7}] { input.review.name == "p" }';
    expect(await wrong({ manifests: regoOf(rego), tests: ONE })).toMatchObject([{ name: "one", found: "failed" }]);
  });
});

describe("a policy that can't be tested", () => {
  it.each([
    [
      "the network",
      regoOf('violation[{"msg": "x"}] { http.send({"method": "get", "url": "http://169.254.169.254"}) }'),
      "undefined function http.send",
    ],
    ["Rego that is none", regoOf("violation[{"), "spec.targets[0].rego"],
    ["an unknown field", regoOf("violation[x] { x := 1 }").replace("targets:", "targts:"), "spec.targts: there is no such field"],
    ["no constraint", regoOf("violation[x] { x := 1 }").split("---")[0] ?? "", "no constraint of its kind"],
    [
      "a constraint of another kind",
      regoOf('violation[{"msg": "x"}] { false }').replace("kind: Mine\nmetadata", "kind: Other\nmetadata"),
      "a constraint of the kind Other",
    ],
    [
      "CEL that is none",
      "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\nspec: {validations: [{expression: nobody.home}]}\n---\nkind: ValidatingAdmissionPolicyBinding\napiVersion: v1\nmetadata: {name: a}\nspec: {policyName: a}",
      "undeclared reference to 'nobody'",
    ],
    [
      "validations of another form",
      "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\nspec: {validations: 7}",
      "ValidatingAdmissionPolicy a: spec.validations",
    ],
  ])("is refused with a reason: %s", async (_, manifests, message) => {
    await expect(run({ manifests, tests: ONE })).rejects.toMatchObject({ code: "InvalidInput", message: expect.stringContaining(message) });
  });

  it("because it never ends is stopped, and the next is tested", async () => {
    const endless = 'violation[{"msg": "x"}] { count([1 | numbers.range(1, 30000)[_]; numbers.range(1, 30000)[_]]) == 7 }';
    await expect(run({ manifests: regoOf(endless), tests: ONE })).rejects.toMatchObject({ code: "DeadlineExceeded" });
    const several = `examples: [${"{name: one, object: {apiVersion: v1, kind: Pod, metadata: {name: p}}, expect: pass},".repeat(3)}]`;
    await expect(run({ manifests: regoOf(endless), tests: several }, 1000)).rejects.toMatchObject({ code: "DeadlineExceeded" });
    expect(await wrong({ manifests: regoOf('violation[{"msg": "x"}] { false }'), tests: ONE })).toEqual([]);
  });

  it("because it is too large is refused before it is compiled", async () => {
    const huge = `violation[{"msg": "${"x".repeat(5_000_000)}"}] { false }`;
    await expect(run({ manifests: regoOf(huge), tests: ONE })).rejects.toMatchObject({ code: "TooLarge" });
  });
});
