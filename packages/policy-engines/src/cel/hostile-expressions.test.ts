import { describe, expect, it } from "vitest";
import { policyOf } from "../../test/admission/samples";
import { isPrepared, preparePolicy } from "../admission/prepare-policy";
import { compileExpression, isRefused } from "./compile-expression";
import { policyEnvironment } from "./library/policy-environment";
import { CelBudgetError } from "./run/runtime-error";
import { celValue } from "./values/from-json";

const environment = policyEnvironment({ hasParams: false, hasAuthorizer: false });

const refusal = (text: string): string => {
  const compiled = compileExpression(text, environment);
  return isRefused(compiled) ? compiled.message : "taken";
};

const evaluate = (text: string, object: unknown): unknown => {
  const compiled = compileExpression(text, environment);
  if (isRefused(compiled)) throw new Error(compiled.message);
  return compiled.evaluate({ object: celValue(object) }).value;
};

describe("expressions that mean harm", () => {
  it("cannot make a pattern take more than linear time", () => {
    const text = `${"a".repeat(100_000)}b`;
    const started = performance.now();
    expect(evaluate("object.text.matches('^(a+)+$') || object.text.matches('^(a|a)*c$')", { text })).toBe(false);
    // Backtracking would outlive the machine.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("are refused when they are too long, also at 5 MB", () => {
    expect(refusal("1 + ".repeat(30_000))).toContain("expression code point size exceeds limit: size: 120000, limit 100000");
    expect(refusal("true && ".repeat(655_360))).toContain("expression code point size exceeds limit: size: 5242880, limit 100000");
  });

  it.each([
    ["parentheses", `${"(".repeat(49_000)}1${")".repeat(49_000)}`],
    ["lists", `${"[".repeat(49_000)}${"]".repeat(49_000)}`],
    ["maps", `${"{1:".repeat(20_000)}1${"}".repeat(20_000)}`],
    ["fields", `object${".a".repeat(40_000)}`],
    ["indexes", `object${"[0]".repeat(30_000)}`],
    ["sums", `1${"+1".repeat(40_000)}`],
    ["comparisons", `true${"==true".repeat(10_000)}`],
    ["choices", "true ? 1 : ".repeat(8_000)],
    ["calls", `${"size(".repeat(15_000)}''${")".repeat(15_000)}`],
    ["macros", `${"[1].map(x, ".repeat(5_000)}1${")".repeat(5_000)}`],
    ["unclosed quotes", "'".repeat(99_999)],
    ["backslashes", `'${"\\".repeat(90_000)}`],
  ])("are refused with a reason when their %s are too many, and nothing overflows", (_what, text) => {
    expect(refusal(text)).toMatch(/^compilation failed: ERROR: <input>:/);
  });

  it("take many conditions side by side, which are not deep", () => {
    expect(refusal(Array.from({ length: 10_000 }, () => "true").join(" && "))).toBe("taken");
  });

  it("are stopped when they cost more than the API server would spend", () => {
    const object = { items: Array.from({ length: 200 }, (_, i) => i) };
    const text = "object.items.all(a, object.items.all(b, object.items.all(c, a + b + c >= 0)))";
    expect(() => evaluate(text, object)).toThrow(CelBudgetError);
    expect(() => evaluate("lists.range(9000000).all(x, x >= 0)", {})).toThrow(CelBudgetError);
  });

  it("cannot reach what objects inherit", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      expect(evaluate(`has(object.${name}) || '${name}' in object`, {})).toBe(false);
      expect(() => evaluate(`object.${name}`, {})).toThrow(`no such key: ${name}`);
      expect(refusal(name)).toContain(`undeclared reference to '${name}'`);
      expect(refusal(`${name}()`)).toContain(`undeclared reference to '${name}'`);
      expect(refusal(`request.${name}`)).toContain(`undefined field '${name}'`);
      expect(refusal(`object.${name}(1)`)).toContain(`undeclared reference to '${name}'`);
    }
  });

  it("are refused together when a policy has more of them than anybody reads", () => {
    const expression = "true && ".repeat(12_000).concat("true");
    const prepared = preparePolicy(policyOf("huge", { validations: Array.from({ length: 60 }, () => ({ expression })) }));
    expect(isPrepared(prepared) ? [] : prepared.faults).toMatchObject([
      { path: "spec", message: expect.stringContaining("split the policy") },
    ]);
  });
});
