import { afterAll, describe, expect, it } from "vitest";
import { createRegoEngine } from "../rego/rego-engine";
import { readConstraint } from "./constraint";
import { readConstraintTemplate } from "./constraint-template";
import { inventoryOf } from "./inventory";
import { type JudgeQuestion, judgeObjects } from "./judge-objects";
import type { KubeObject } from "./kube-object";
import type { Read } from "./manifest-findings";
import { prepareTemplate } from "./prepare-template";

const engine = createRegoEngine({ workers: 1 });
afterAll(() => engine.dispose());

const owner = `package k8sowner
violation[{"msg": msg, "details": {"missing": missing}}] {
  missing := {label | label := input.parameters.labels[_]; not input.review.object.metadata.labels[label]}
  count(missing) > 0
  msg := sprintf("%v lacks %v", [input.review.name, missing])
}`;

const schema = {
  type: "object",
  properties: {
    labels: { type: "array", items: { type: "string" }, default: ["owner"] },
    most: { type: "integer", minimum: 1 },
    mode: { type: "string", enum: ["strict", "lax"] },
  },
};

const template = (change: Record<string, unknown> = {}, target: Record<string, unknown> = { rego: owner }) => ({
  apiVersion: "templates.gatekeeper.sh/v1",
  kind: "ConstraintTemplate",
  metadata: { name: "k8sowner" },
  spec: {
    crd: { spec: { names: { kind: "K8sOwner" }, validation: { openAPIV3Schema: schema } } },
    targets: [{ target: "admission.k8s.gatekeeper.sh", ...target }],
  },
  ...change,
});

const constraint = (spec: Record<string, unknown> = {}) => ({
  apiVersion: "constraints.gatekeeper.sh/v1beta1",
  kind: "K8sOwner",
  metadata: { name: "owners" },
  spec,
});

function good<T>(read: Read<T>): T {
  if (!read.isGood) throw new Error(read.findings.map(({ message }) => message).join("\n"));
  return read.value;
}
const said = (read: Read<unknown>) => (read.isGood ? [] : read.findings.map(({ message }) => message));

const pod = (name: string, labels: Record<string, string> = {}, namespace: string | undefined = "shop"): KubeObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, labels, namespace },
});

async function judge(given: { template?: unknown; constraint?: unknown; objects: KubeObject[]; more?: Partial<JudgeQuestion> }) {
  const prepared = good(await prepareTemplate(engine, good(readConstraintTemplate(given.template ?? template()))));
  const read = good(readConstraint(given.constraint ?? constraint({ parameters: {} }), prepared.template));
  return judgeObjects(engine, prepared, { constraint: read, objects: given.objects, ...given.more });
}

describe("judging objects as Gatekeeper does", () => {
  it("gives messages and details for what violates, and nothing for what keeps to it", async () => {
    expect(await judge({ objects: [pod("a", { owner: "ana" }), pod("b")] })).toEqual([
      { state: "judged", violations: [] },
      { state: "judged", violations: [{ message: 'b lacks {"owner"}', details: { missing: ["owner"] } }] },
    ]);
  });

  it("shows a template the admission request: kind, name, namespace, operation, and what is deleted as the object too", async () => {
    const rego = `package k8sowner
violation[{"msg": json.marshal(object.remove(input.review, ["object", "oldObject"])), "details": input.review.oldObject}] { input.review.object.metadata.name }`;
    const [judgement] = await judge({ template: template({}, { rego }), objects: [pod("a")], more: { operation: "DELETE" } });
    if (judgement?.state !== "judged") throw new Error("it is judged");
    expect(JSON.parse(judgement.violations[0]?.message ?? "")).toMatchObject({
      kind: { group: "", version: "v1", kind: "Pod" },
      name: "a",
      namespace: "shop",
      operation: "DELETE",
    });
    expect(judgement.violations[0]?.details).toMatchObject({ kind: "Pod" });
  });

  it("reports a message once, details as an empty object where there are none, and no violation without a message", async () => {
    const rego = `package k8sowner
violation[{"msg": "same", "place": place}] { place := ["one", "two"][_] }
violation[{"detail": "no message"}] { true }`;
    expect(await judge({ template: template({}, { rego }), objects: [pod("a")] })).toEqual([
      { state: "judged", violations: [{ message: "same", details: {} }] },
    ]);
  });

  it("reads libraries and the inventory, in code of Rego v1 as well", async () => {
    const source = {
      version: "v1",
      rego: `package k8sowner
import data.lib.names
violation contains {"msg": sprintf("%s is taken", [host])} if {
  some host in names.hosts(input.review.object)
  some other in data.inventory.namespace[_]["networking.k8s.io/v1"].Ingress
  other.metadata.name != input.review.name
  host in names.hosts(other)
}`,
      libs: ["package lib.names\nhosts(object) := {rule.host | some rule in object.spec.rules}"],
    };
    const ingress = (name: string, host: string) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name, namespace: "shop" },
      spec: { rules: [{ host }] },
    });
    const all = [ingress("a", "x.example"), ingress("b", "x.example"), ingress("c", "y.example")];
    const judgements = await judge({
      template: template({}, { code: [{ engine: "Rego", source }] }),
      objects: all,
      more: { inventory: inventoryOf(all) },
    });
    const violations = judgements.map((each) => (each.state === "judged" ? each.violations.map(({ message }) => message) : each.state));
    expect(violations).toEqual([["x.example is taken"], ["x.example is taken"], []]);
  });

  it("says of an object that it can't be judged, when the policy fails on it or its namespace is not known", async () => {
    const rego = 'package k8sowner\nviolation[{"msg": 7}] { input.review.name == "odd" }';
    const objects = [pod("odd"), pod("even")];
    expect(await judge({ template: template({}, { rego }), objects })).toMatchObject([{ state: "failed" }, { state: "judged" }]);
    const selecting = constraint({ parameters: {}, match: { namespaceSelector: { matchLabels: { team: "a" } } } });
    const namespaceLabels = new Map([["shop", { team: "a" }]]);
    const states = (await judge({ constraint: selecting, objects: [pod("a"), pod("b", {}, "lost")], more: { namespaceLabels } })).map(
      ({ state }) => state,
    );
    expect(states).toEqual(["judged", "unknown-namespace"]);
  });
});

describe("what a template is told that is wrong", () => {
  const found = async (manifest: unknown) => {
    const read = readConstraintTemplate(manifest);
    return read.isGood ? said(await prepareTemplate(engine, read.value)) : said(read);
  };
  const FIELD = "spec.targets[0].rego";

  it.each([
    ["no violation rule", { rego: "package a\ndeny[x] { x := 1 }" }, `${FIELD}: there is no rule named violation`],
    ["other data", { rego: 'package a\nviolation[{"msg": x}] { x := data.other.x }' }, `${FIELD}, line 2: data.other.x can't be read`],
    ["all of data", { rego: 'package a\nviolation[{"msg": x}] { x := data[_] }' }, `${FIELD}, line 2: data[`],
    [
      "other imports",
      { rego: 'package a\nimport data.other\nviolation[{"msg": other}] { true }' },
      `${FIELD}, line 2: data.other can't be`,
    ],
    ["a library elsewhere", { rego: owner, libs: ["package helpers\nx = 1"] }, "spec.targets[0].libs[0]: the package of a library must"],
    ["Rego that is none", { rego: "package a\nviolation[" }, `${FIELD}, line 2, column`],
    ["the network", { rego: 'package a\nviolation[{"msg": x}] { x := http.send({}) }' }, "undefined function http.send (rego_type_error)"],
    ["no Rego", {}, "spec.targets[0]: there is no Rego"],
    ["Rego twice", { rego: owner, code: [{ engine: "Rego", source: { rego: owner } }] }, "keep one of them"],
    [
      "an unknown field of a target",
      { rego: owner, regos: "" },
      "spec.targets[0].regos: there is no such field; the fields here are target, rego",
    ],
    ["an unknown field of code", { code: [{ engine: "Rego", source: { rego: owner, lib: [] } }] }, "spec.targets[0].code[0].source.lib"],
  ])("%s", async (_, target, message) => {
    expect((await found(template({}, target))).join("\n")).toContain(message);
  });

  it.each([
    ["another name", { metadata: { name: "other" } }, "metadata.name must be k8sowner"],
    ["another kind", { kind: "Template" }, "kind: this is a Template"],
    ["another version", { apiVersion: "templates.gatekeeper.sh/v9" }, "apiVersion: templates.gatekeeper.sh/v9 is not known"],
    ["an unknown field", { specs: {} }, "specs: there is no such field"],
    ["what is no object", { spec: "x" }, "spec: "],
  ])("%s", async (_, change, message) => {
    expect((await found(template(change))).join("\n")).toContain(message);
  });

  it("nothing, when it is good: v1, v1beta1, code and libraries", async () => {
    expect(await found(template())).toEqual([]);
    expect(await found(template({ apiVersion: "templates.gatekeeper.sh/v1beta1" }))).toEqual([]);
    expect(
      await found(
        template(
          {},
          {
            code: [
              { engine: "K8sNativeValidation", source: {} },
              { engine: "Rego", source: { rego: owner } },
            ],
          },
        ),
      ),
    ).toEqual([]);
  });
});

describe("a constraint", () => {
  const owners = good(readConstraintTemplate(template()));
  const legacy = good(readConstraintTemplate(template({ apiVersion: "templates.gatekeeper.sh/v1beta1" })));

  it("has the template's defaults within parameters that are given, and none where there are none, as the API server stores it", () => {
    expect(good(readConstraint(constraint({ parameters: { most: 2 } }), owners)).parameters).toEqual({ most: 2, labels: ["owner"] });
    expect(good(readConstraint(constraint(), owners)).parameters).toEqual({});
    expect(good(readConstraint(constraint({ parameters: {} }), legacy)).parameters).toEqual({});
  });

  it.each([
    [{ parameters: { most: "two" } }, "spec.parameters.most: write a value of the type integer"],
    [{ parameters: { most: 0 } }, "spec.parameters.most: write at least 1"],
    [{ parameters: { mode: "odd" } }, 'spec.parameters.mode: write one of "strict", "lax"'],
    [{ parameters: { labels: ["a", 1] } }, "spec.parameters.labels[1]: write a value of the type string"],
    [{ parameters: { label: [] } }, "spec.parameters.label: there is no such field; the fields here are labels, most, mode"],
    [{ match: { namespace: ["a"] } }, "spec.match.namespace: there is no such field"],
    [{ match: { namespaces: ["a*b"] } }, "spec.match.namespaces[0]: write a name"],
    [{ match: { labelSelector: { matchExpressions: [{ key: "a", operator: "In" }] } } }, "matchExpressions[0].values: In needs values"],
    [{ enforcementAction: "block" }, "spec.enforcementAction: "],
  ])("is refused by the field: %j", (spec, message) => {
    expect(said(readConstraint(constraint(spec), owners)).join("\n")).toContain(message);
  });

  it("is refused where it is of another template or of no known version", () => {
    expect(said(readConstraint({ ...constraint(), kind: "K8sOther", apiVersion: "v1" }, owners))).toHaveLength(2);
  });

  it("does at each point of enforcement what it says", () => {
    const actions = (spec: Record<string, unknown>) => good(readConstraint(constraint(spec), owners)).actions;
    expect(actions({})).toEqual({ webhook: ["deny"], audit: ["deny"] });
    expect(actions({ enforcementAction: "warn" })).toEqual({ webhook: ["warn"], audit: ["warn"] });
    const scoped = [
      { action: "deny", enforcementPoints: [{ name: "validation.gatekeeper.sh" }] },
      { action: "warn", enforcementPoints: [{ name: "*" }] },
    ];
    expect(actions({ enforcementAction: "scoped", scopedEnforcementActions: scoped })).toEqual({
      webhook: ["deny", "warn"],
      audit: ["warn"],
    });
  });
});
