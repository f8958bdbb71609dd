import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { expect, it } from "vitest";
import { canLetThrough } from "./waiver-gates";

const constraint: PolicyObject = {
  ...{ apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "K8sRequiredLabels", metadata: { name: "labels" } },
  spec: {},
};
const admission = (conditions: number): PolicyObject => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", metadata: { name: "rule" } },
  spec: { matchConditions: Array.from({ length: conditions }, (_, i) => ({ name: `c${i}`, expression: "true" })) },
});
const whole = { namespace: "bank", workload: null, objectName: null };

it.each([
  ["a workload", { ...whole, workload: { kind: "Deployment", name: "web" } }],
  ["an object", { ...whole, objectName: "web" }],
  ["an object in no namespace", { namespace: null, workload: null, objectName: "reader" }],
])("a constraint of Gatekeeper can't let %s through, and an admission policy can", (_, scope) => {
  expect(canLetThrough([admission(1), constraint], scope)).toMatchObject({
    isMet: false,
    message: expect.stringMatching(/^K8sRequiredLabels labels can leave out whole namespaces.*workload and objectName/),
  });
  expect(canLetThrough([admission(1)], scope)).toMatchObject({ isMet: true });
});

it("a constraint can let a whole namespace through", () => {
  expect(canLetThrough([constraint], whole)).toMatchObject({ isMet: true });
});

it("an admission policy that has as many conditions as a server takes has no room for a waiver", () => {
  expect(canLetThrough([admission(64)], whole)).toMatchObject({ isMet: false, message: expect.stringContaining("64 match conditions") });
  expect(canLetThrough([admission(63)], whole)).toMatchObject({ isMet: true });
});
