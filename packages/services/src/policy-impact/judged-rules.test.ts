import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { describe, expect, it } from "vitest";
import { judgedRules } from "./judged-rules";

const API = "admissionregistration.k8s.io/v1" as const;
const rule = (operations: string[], resources: string[]) => ({ apiGroups: [""], apiVersions: ["v1"], operations, resources });
const policy = (spec: object): PolicyObject => ({
  ...{ apiVersion: API, kind: "ValidatingAdmissionPolicy", metadata: { name: "p" } },
  spec: {
    matchConstraints: { resourceRules: [rule(["CREATE", "UPDATE"], ["pods"])] },
    validations: [{ expression: "true" }],
    ...spec,
  } as never,
});
const binding = (spec: object = {}): PolicyObject => ({
  ...{ apiVersion: API, kind: "ValidatingAdmissionPolicyBinding", metadata: { name: "b" } },
  spec: { policyName: "p", validationActions: ["Deny"], ...spec } as never,
});
const of = (spec: object, ...bindings: object[]) => {
  const { rules, notJudged } = judgedRules([policy(spec), ...bindings.map(binding)]);
  return { operations: rules.map(({ operation }) => operation), said: notJudged.map(({ message }) => message) };
};

describe("how a version's objects are judged", () => {
  it("is once where a creation and an update would get the same answer", () => expect(of({}, {}).operations).toEqual(["CREATE"]));

  it("is for each kind of write where rules, a binding or an expression tell them apart", () => {
    const mixed = { matchConstraints: { resourceRules: [rule(["CREATE"], ["pods"]), rule(["UPDATE"], ["services"])] } };
    expect(of(mixed, {}).operations).toEqual(["CREATE", "UPDATE"]);
    expect(of({}, { matchResources: { resourceRules: [rule(["UPDATE"], ["pods"])] } }).operations).toEqual(["CREATE", "UPDATE"]);
    expect(of({ validations: [{ expression: "request.operation == 'CREATE' || oldObject.a == object.a" }] }, {}).operations).toEqual([
      "CREATE",
      "UPDATE",
    ]);
  });

  it("is not at all where the binding can't be read, and that is said once for all of them", () => {
    expect(of({}, { validationActions: "Deny" }, { validationActions: null })).toEqual({
      operations: [],
      said: ["p is not judged here: its spec is not that of a ValidatingAdmissionPolicy."],
    });
  });
});
