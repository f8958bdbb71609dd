import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { describe, expect, it } from "vitest";
import { judgedRules } from "./judged-rules";
import { ruleResources } from "./rule-resources";

const template = (rego: string, more: object = {}): PolicyObject => ({
  ...{ apiVersion: "templates.gatekeeper.sh/v1", kind: "ConstraintTemplate", metadata: { name: "doors" } },
  spec: { crd: { spec: { names: { kind: "Doors" } } }, targets: [{ target: "admission.k8s.gatekeeper.sh", rego, ...more }] } as never,
});
const constraint = (spec: object): PolicyObject => ({
  ...{ apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "Doors", metadata: { name: "closed" } },
  spec: spec as never,
});
const REGO = 'package doors\nviolation[{"msg": "x"}] { input.review.object.spec.hostNetwork }';
const of = (spec: object, rego = REGO) => {
  const { rules, notJudged } = judgedRules([template(rego), constraint(spec)]);
  return {
    rules: rules.map(({ name, effect, readsNames }) => ({ name, effect, readsNames })),
    said: notJudged.map(({ message }) => message),
  };
};
const observed = [
  { resource: "pods", kind: "Pod" },
  { resource: "deployments.apps", kind: "Deployment" },
  { resource: "secrets", kind: "Secret" },
];
const resources = (match: object) => {
  const { judged, notJudged } = ruleResources(judgedRules([template(REGO), constraint({ match })]).rules, observed);
  return { judged, said: notJudged.map(({ message }) => message) };
};

describe("how a version's constraints are judged", () => {
  it.each([
    [{}, "deny"],
    [{ enforcementAction: "warn" }, "warn"],
    [{ enforcementAction: "dryrun" }, "audit"],
    [
      {
        enforcementAction: "scoped",
        scopedEnforcementActions: [{ action: "warn", enforcementPoints: [{ name: "validation.gatekeeper.sh" }] }],
      },
      "warn",
    ],
  ])("with the effect that their webhook has: %j", (spec, effect) =>
    expect(of(spec).rules).toEqual([{ name: "closed", effect, readsNames: false }]),
  );

  it("not at all where the webhook does nothing, and for each name where the match asks for it", () => {
    const audit = [{ action: "deny", enforcementPoints: [{ name: "audit.gatekeeper.sh" }] }];
    expect(of({ enforcementAction: "scoped", scopedEnforcementActions: audit })).toEqual({ rules: [], said: [] });
    expect(of({ match: { name: "web*" } }).rules).toMatchObject([{ readsNames: true }]);
  });

  it("not where that can't be known here, and that is said", () => {
    expect(of({}, 'package doors\nviolation[{"msg": "x"}] { data.inventory.cluster }').said).toEqual([
      "closed is not judged here: its Rego reads the other objects of the cluster.",
    ]);
    expect(judgedRules([constraint({})]).notJudged.map(({ message }) => message)).toEqual([
      "closed is not judged here: the ConstraintTemplate of Doors is not in this policy.",
    ]);
    const quota: PolicyObject = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "q", namespace: "n" }, spec: { hard: {} } };
    expect(judgedRules([quota, { ...quota, metadata: { name: "r", namespace: "n" } }]).notJudged.map(({ message }) => message)).toEqual([
      "ResourceQuota is not judged here: what the API server said of it in the dry run is all that is known before.",
    ]);
    const cel = { code: [{ engine: "K8sNativeValidation", source: {} }], rego: undefined };
    expect(judgedRules([template("", cel), constraint({})]).notJudged.map(({ message }) => message)).toEqual([
      "closed is not judged here: its ConstraintTemplate has no Rego.",
    ]);
  });
});

describe("which resources are read for constraints", () => {
  it("are those of the kinds that they match, of what is observed", () => {
    expect(resources({ kinds: [{ apiGroups: ["", "apps"], kinds: ["Pod", "Deployment"] }] })).toEqual({
      judged: ["deployments.apps", "pods"],
      said: [],
    });
    expect(resources({ kinds: [{ apiGroups: [""], kinds: ["Deployment"] }] })).toEqual({
      judged: [],
      said: ["Deployment are not judged: the agent does not observe them."],
    });
  });

  it("are all where they match all, but for what nobody may read, and that is said", () => {
    expect(resources({})).toEqual({
      judged: ["deployments.apps", "pods"],
      said: ["A rule is about everything: judged is what the agent observes of it."],
    });
  });
});
