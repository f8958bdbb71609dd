import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { describe, expect, it } from "vitest";
import { desiredObjects } from "./desired-objects";

const binding: PolicyObject = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicyBinding",
  metadata: { name: "bank" },
  spec: { policyName: "bank", validationActions: ["Deny"] },
};
const version = { objects: [binding], contentHash: "a".repeat(64) };
const withActions =
  (...validationActions: string[]) =>
  (object: PolicyObject): PolicyObject => ({ ...object, spec: { ...object.spec, validationActions } });

describe("desired objects", () => {
  it("are the version's own, under its hash, while nothing is adjusted", () => {
    expect(desiredObjects(version, [])).toBe(version);
    expect(desiredObjects(version, [withActions("Deny")])).toBe(version);
  });

  it("are adjusted in order, under a hash of their own", () => {
    const adjusted = desiredObjects(version, [withActions("Audit"), withActions("Warn")]);
    expect(adjusted.objects[0]?.spec.validationActions).toEqual(["Warn"]);
    expect(adjusted.contentHash).not.toBe(version.contentHash);
    expect(adjusted.contentHash).toBe(desiredObjects(version, [withActions("Warn")]).contentHash);
  });
});
