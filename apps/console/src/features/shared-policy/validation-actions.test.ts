import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { describe, expect, it } from "vitest";
import { validationActions } from "./validation-actions";

const binding = (validationActions: unknown): PolicyObject => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicyBinding",
  metadata: { name: "x" },
  spec: { validationActions } as PolicyObject["spec"],
});

describe("what a version does to a write", () => {
  it("is what its bindings say together, the hardest first", () => {
    expect(validationActions([binding(["Audit", "Warn"]), binding(["Deny"])])).toEqual(["Deny", "Warn", "Audit"]);
  });

  it("is what its constraints say, and to deny where they say nothing", () => {
    const constraint = (spec: object): PolicyObject => ({
      ...{ apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "Doors", metadata: { name: "x" } },
      spec: spec as PolicyObject["spec"],
    });
    expect(validationActions([constraint({})])).toEqual(["Deny"]);
    expect(validationActions([constraint({ enforcementAction: "dryrun" }), constraint({ enforcementAction: "warn" })])).toEqual([
      "Warn",
      "Audit",
    ]);
    const scoped = [{ action: "warn", enforcementPoints: [{ name: "*" }] }];
    expect(validationActions([constraint({ enforcementAction: "scoped", scopedEnforcementActions: scoped })])).toEqual(["Warn"]);
  });

  it("is nothing where a binding says nothing that Kubernetes knows", () => {
    expect(validationActions([binding(["Shout"]), binding("Deny"), binding(undefined)])).toEqual([]);
  });
});
