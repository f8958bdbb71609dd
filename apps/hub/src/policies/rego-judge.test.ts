import { readFileSync } from "node:fs";
import type { JsonObject } from "@holdfast/contracts/json";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { parsePolicy } from "@holdfast/domain/policy/parse-policy";
import type { JudgedWrite } from "@holdfast/services/policy-impact/impact-judge";
import { afterAll, describe, expect, it } from "vitest";
import { regoJudge } from "./rego-judge";

const judge = regoJudge();
const hurried = regoJudge(1500);
afterAll(() => Promise.all([judge.close(), hurried.close()]));

function library(id: string): [PolicyObject, PolicyObject] {
  const folder = new URL("../../../../packages/policy-library/src/policies/", import.meta.url);
  const parsed = parsePolicy(readFileSync(new URL(`${id}/manifests.yaml`, folder), "utf8"));
  if (!parsed.isValid) throw new Error(id);
  return parsed.objects as unknown as [PolicyObject, PolicyObject];
}
const [template, constraint] = library("no-privileged");
const written = (rego: string): PolicyObject => ({
  ...template,
  spec: { ...template.spec, targets: [{ target: "admission.k8s.gatekeeper.sh", rego }] },
});
const pod = (name: string, isPrivileged: boolean, namespace = "shop"): JudgedWrite => ({
  ...{ operation: "CREATE", resource: { group: "", version: "v1", resource: "pods" }, kind: "Pod", isNamespaced: true, name, namespace },
  object: {
    metadata: { name, namespace },
    spec: { containers: [{ name: "app", image: "web:1", securityContext: { privileged: isPrivileged } }] },
  },
  ...{ oldObject: null, namespaceObject: { metadata: { name: namespace } }, user: { username: "somebody", groups: [] } },
});

describe("the hub's judge of constraints", () => {
  it("says of each write what Gatekeeper would, and nothing of what the constraint is not about", async () => {
    const deployment: JudgedWrite = {
      ...pod("web", true),
      kind: "Deployment",
      resource: { group: "apps", version: "v1", resource: "deployments" },
    };
    const said = await judge.judge(template, constraint, [pod("a", true), pod("b", false), pod("c", true, "kube-system"), deployment]);
    expect(said).toEqual([["container app is privileged"], [], [], []]);
  });

  it("judges by the constraint's own parameters", async () => {
    const exempt = { ...constraint, spec: { ...constraint.spec, parameters: { exemptImages: ["web:1"] } as JsonObject } };
    expect(await judge.judge(template, exempt, [pod("a", true)])).toEqual([[]]);
  });

  it.each([
    ["sends requests", 'package p\nviolation[{"msg": "x"}] { http.send({"method": "get", "url": "http://x"}) }', "http.send"],
    ["does not compile", "package p\nviolation[{", "rego_parse_error"],
    ["has no violation", "package p\nx := 1", "no rule named violation"],
  ])("refuses Rego that %s, with its place", async (_, rego, words) => {
    await expect(judge.judge(written(rego), constraint, [pod("a", true)])).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining(words),
    });
  });

  it("stops Rego that never ends, is not held up by a pattern, and judges the next", async () => {
    const endless = 'package p\nviolation[{"msg": "x"}] { count([1 | numbers.range(1, 30000)[_]; numbers.range(1, 30000)[_]]) == 7 }';
    await expect(hurried.judge(written(endless), constraint, [pod("a", true)])).rejects.toMatchObject({ code: "DeadlineExceeded" });
    const pattern = `package p\nviolation[{"msg": "x"}] { regex.match("(a+)+$", "${"a".repeat(40)}b") }`;
    expect(await judge.judge(written(pattern), constraint, [pod("a", true)])).toEqual([[]]);
    expect(await hurried.judge(template, constraint, [pod("a", true)])).toEqual([["container app is privileged"]]);
  });

  it("refuses what no cluster would take for its size", async () => {
    const large = `package p\n# ${"x".repeat(5_000_000)}\nviolation[{"msg": "x"}] { true }`;
    await expect(judge.judge(written(large), constraint, [pod("a", true)])).rejects.toMatchObject({ code: "TooLarge" });
  });
});
