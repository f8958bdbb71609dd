import type { PlanFinding } from "@holdfast/contracts/gate";
import { describe, expect, it } from "vitest";
import { gravestFirst, readinessOf } from "./readiness";

const finding = (severity: PlanFinding["severity"], code: string): PlanFinding => ({ step: null, code, severity, object: "", message: "" });

describe("the readiness of a plan", () => {
  it.each([
    ["ready", [], true],
    ["ready", ["info"], true],
    ["warned", ["info", "warning"], true],
    ["warned", ["blocking"], true],
    ["blocked", ["warning", "blocking"], false],
  ] as const)("is %s with %j, ready: %j", (expected, severities, isReady) => {
    expect(readinessOf({ isReady, findings: severities.map((severity) => finding(severity, "x")) })).toBe(expected);
  });

  it("is unknown, and never good, before the first evaluation", () => {
    expect(readinessOf(null)).toBe("unevaluated");
  });

  it("names the gravest finding first and keeps the order among equals", () => {
    const sorted = gravestFirst([finding("info", "a"), finding("warning", "b"), finding("blocking", "c"), finding("warning", "d")]);
    expect(sorted.map((each) => each.code)).toEqual(["c", "b", "d", "a"]);
  });
});
