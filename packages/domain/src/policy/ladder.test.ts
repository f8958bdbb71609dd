import type { PolicyObject } from "@holdfast/contracts/policy-object";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enforces, ladderAdjustment, stagesOf } from "./ladder";

const binding = (actions: readonly string[]): PolicyObject => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicyBinding",
  metadata: { name: "x" },
  spec: { policyName: "x", validationActions: [...actions] },
});
const actionsOf = (object: PolicyObject) => object.spec.validationActions;
const ranks = ["Audit", "Warn", "Deny"];

describe("the ladder", () => {
  it.each([
    ["audit", ["Deny"], ["Audit"]],
    ["warn", ["Deny"], ["Warn"]],
    ["warn", ["Deny", "Audit"], ["Warn", "Audit"]],
    ["audit", ["Warn", "Audit"], ["Audit"]],
    ["warn", ["Audit"], ["Audit"]],
  ] as const)("at %s makes %j into %j", (rung, actions, expected) => {
    expect(actionsOf(ladderAdjustment(rung)(binding(actions)))).toEqual(expected);
  });

  it.each([
    ["audit", {}, "dryrun"],
    ["warn", { enforcementAction: "deny" }, "warn"],
    ["warn", { enforcementAction: "dryrun" }, "dryrun"],
    ["audit", { enforcementAction: "warn" }, "dryrun"],
  ] as const)("at %s makes a constraint of Gatekeeper with %j act as %s", (rung, spec, expected) => {
    const written = { apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "K8sRequiredLabels", metadata: { name: "x" }, spec };
    const constraint = written as unknown as PolicyObject;
    expect(ladderAdjustment(rung)(constraint).spec.enforcementAction).toBe(expected);
    expect(enforces([constraint])).toBe(!("enforcementAction" in spec) || spec.enforcementAction === "deny");
  });

  it("never makes anything stricter, and hands back what it does not concern", () => {
    const actions = fc.uniqueArray(fc.constantFrom(...ranks), { minLength: 1 });
    fc.assert(
      fc.property(actions, fc.constantFrom("audit" as const, "warn" as const), (given, rung) => {
        const strictest = (of: unknown) => Math.max(...(of as string[]).map((each) => ranks.indexOf(each)));
        const softened = actionsOf(ladderAdjustment(rung)(binding(given)));
        expect(strictest(softened)).toBe(Math.min(strictest(given), rung === "audit" ? 0 : 1));
      }),
    );
    const policy: PolicyObject = { ...binding(["Deny"]), kind: "ValidatingAdmissionPolicy" };
    expect(ladderAdjustment("audit")(policy)).toBe(policy);
    expect(ladderAdjustment(null)(binding(["Deny"]))).toEqual(binding(["Deny"]));
  });

  it("leaves out a stage on which nothing would be other than on the next", () => {
    expect(stagesOf(["audit", "warn"], [binding(["Deny"])])).toEqual(["audit", "warn", "enforce"]);
    expect(stagesOf(["audit", "warn"], [binding(["Warn"])])).toEqual(["audit", "enforce"]);
    expect(stagesOf(["audit", "warn"], [binding(["Audit"])])).toEqual(["enforce"]);
    expect(stagesOf([], [binding(["Deny"])])).toEqual(["enforce"]);
  });

  it("knows what denies", () => {
    expect([["Deny"], ["Warn"], ["Audit", "Deny"]].map((each) => enforces([binding(each)]))).toEqual([true, false, true]);
  });
});
