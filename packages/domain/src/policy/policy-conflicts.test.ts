import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { expect, it } from "vitest";
import { policyConflicts } from "./policy-conflicts";

const object = (kind: PolicyObject["kind"], name: string, spec: object = {}): PolicyObject => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind, metadata: { name } },
  spec: { ...spec },
});
const rule = (name: string) => object("ValidatingAdmissionPolicy", name);
const binding = (name: string, actions: string[], more: object = {}) =>
  object("ValidatingAdmissionPolicyBinding", name, { policyName: "rule", validationActions: actions, ...more });
const policy = (id: string, objects: PolicyObject[], clusterIds = ["prod"]) => ({ id, objects, clusterIds });

it("two policies that hold the same object are at odds where both are, and nowhere else", () => {
  const [a, b] = [policy("a", [rule("tags"), rule("own")], ["prod", "test"]), policy("b", [rule("tags")])];
  expect(policyConflicts([a, b])).toEqual([
    { kind: "sameObject", policyIds: ["a", "b"], object: "ValidatingAdmissionPolicy tags", clusterIds: ["prod"] },
  ]);
  expect(policyConflicts([a, { ...b, clusterIds: ["dr"] }])).toEqual([]);
  expect(policyConflicts([a, policy("b", [object("ValidatingAdmissionPolicyBinding", "tags")])])).toEqual([]);
});

it("two bindings of one rule for the same writes are at odds when their actions differ", () => {
  const found = policyConflicts([policy("a", [binding("deny", ["Deny"]), binding("warn", ["Warn"])])]);
  expect(found).toEqual([{ kind: "contraryBindings", policyIds: ["a"], bindings: ["deny", "warn"], rule: "rule" }]);
  const elsewhere = binding("warn", ["Warn"], { matchResources: { namespaceSelector: { matchLabels: { env: "dr" } } } });
  expect(policyConflicts([policy("a", [binding("deny", ["Deny"]), elsewhere])])).toEqual([]);
  expect(policyConflicts([policy("a", [binding("one", ["Deny", "Audit"]), binding("two", ["Audit", "Deny"])])])).toEqual([]);
});
