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

  it("is nothing where a binding says nothing that Kubernetes knows", () => {
    expect(validationActions([binding(["Shout"]), binding("Deny"), binding(undefined)])).toEqual([]);
  });
});
