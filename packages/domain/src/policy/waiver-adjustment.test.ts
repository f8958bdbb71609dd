import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { expect, it } from "vitest";
import { desiredObjects } from "./desired-objects";
import { waiverAdjustment, waiverCondition } from "./waiver-adjustment";

const policy = (spec: object = {}): PolicyObject => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", metadata: { name: "rule" } },
  spec: { validations: [], ...spec },
});
const bank = { namespace: "bank", workload: null, objectName: null };

it("without a waiver a cluster has the version as it was written", () => {
  const version = { objects: [policy()], contentHash: "the version's" };
  expect(desiredObjects(version, [waiverAdjustment([])])).toBe(version);
});

it("adds one condition to policies alone, behind those that are there", () => {
  const own = { name: "own", expression: "true" };
  const binding: PolicyObject = { ...policy(), kind: "ValidatingAdmissionPolicyBinding" };
  expect(waiverAdjustment([bank])(binding)).toBe(binding);
  expect(waiverAdjustment([bank])(policy({ matchConditions: [own] })).spec.matchConditions).toEqual([
    own,
    { name: "holdfast-waivers", expression: '!(((has(request.namespace) ? request.namespace : "") == "bank"))' },
  ]);
});

it("leaves a namespace that is excused whole out of a constraint of Gatekeeper, and can leave out nothing smaller", () => {
  const constraint: PolicyObject = {
    ...{ apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "K8sRequiredLabels", metadata: { name: "labels" } },
    spec: { match: { excludedNamespaces: ["kube-system"], kinds: [] } },
  };
  expect(waiverAdjustment([{ ...bank, objectName: "web" }])(constraint)).toBe(constraint);
  expect(waiverAdjustment([bank])(constraint).spec.match).toEqual({ excludedNamespaces: ["kube-system", "bank"], kinds: [] });
});

it("says the same whatever the order of the waivers, and each once", () => {
  const shop = { ...bank, namespace: "shop" };
  expect(waiverCondition([bank, shop, bank])).toBe(waiverCondition([shop, bank]));
});
