import { describe, expect, it } from "vitest";
import { bindingOf, policyOf, requestFor } from "../../test/admission/samples";
import { judgeRequest } from "./judge-request";
import type { PolicySpec } from "./policy-spec";
import { isPrepared, preparePolicy } from "./prepare-policy";

const prepared = (spec: PolicySpec) => {
  const result = preparePolicy(policyOf("p", spec));
  if (!isPrepared(result)) throw new Error(JSON.stringify(result.faults));
  return result;
};
const PREFIX = "ValidatingAdmissionPolicy 'p' with binding 'p-binding' denied request: ";
const denialOf = (spec: PolicySpec, object: Record<string, unknown>, options = {}) =>
  judgeRequest(
    prepared(spec),
    bindingOf("p", { paramRef: { parameterNotFoundAction: "Deny" } }),
    requestFor(object),
    options,
  ).denial?.message.replace(PREFIX, "");

describe("the judgement of a write", () => {
  it("asks the authoriser that it is given, and fails clearly without one", () => {
    const spec = { validations: [{ expression: "authorizer.group('').resource('pods').check('get').allowed()", message: "may not" }] };
    expect(denialOf(spec, {})).toContain("the authorizer cannot be asked here");
    const answer = { isAllowed: false, reason: "", error: "" };
    expect(denialOf(spec, {}, { authorizer: () => answer })).toBe("may not");
    expect(denialOf(spec, {}, { authorizer: () => ({ ...answer, isAllowed: true }) })).toBeUndefined();
  });

  it("is made for each parameter, and denies when there is none but should be", () => {
    const spec = {
      paramKind: { apiVersion: "v1", kind: "ConfigMap" },
      validations: [{ expression: "object.replicas <= int(params.data.most)", messageExpression: "'at most ' + params.data.most" }],
    };
    const params = ["5", "3"].map((most) => ({ data: { most } }));
    expect(denialOf(spec, { replicas: 4 }, { params })).toBe("at most 3");
    expect(denialOf(spec, { replicas: 2 }, { params })).toBeUndefined();
    expect(denialOf(spec, { replicas: 2 })).toContain("no params found for policy binding with `Deny` parameterNotFoundAction");
  });

  it("evaluates a variable once, when it is used, and names it when it fails", () => {
    const variables = [
      { name: "bad", expression: "object.nope" },
      { name: "twice", expression: "object.replicas * 2" },
    ];
    expect(denialOf({ variables, validations: [{ expression: "variables.twice == 4" }] }, { replicas: 2 })).toBeUndefined();
    expect(denialOf({ variables, validations: [{ expression: "variables.bad == 4" }] }, { replicas: 2 })).toBe(
      `expression 'variables.bad == 4' resulted in error: composited variable "bad" fails to evaluate: no such key: nope`,
    );
  });

  it("lets what cannot be evaluated pass when failures are to be ignored, and still denies what does not hold", () => {
    const spec = { failurePolicy: "Ignore", validations: [{ expression: "object.nope == 1" }, { expression: "object.replicas < 2" }] };
    expect(denialOf(spec, { replicas: 1 })).toBeUndefined();
    expect(denialOf(spec, { replicas: 2 })).toBe("failed expression: object.replicas < 2");
  });

  it("warns and notes as the binding says, and denies only when it says so", () => {
    const binding = bindingOf("p", { validationActions: ["Audit", "Warn"] });
    const verdict = judgeRequest(prepared({ validations: [{ expression: "false", message: "no" }] }), binding, requestFor({}));
    expect(verdict).toMatchObject({
      ...{ denial: null, audited: ["no"] },
      warnings: ["Validation failed for ValidatingAdmissionPolicy 'p' with binding 'p-binding': no"],
    });
  });

  it("says nothing about writes that neither the policy nor the binding means", () => {
    const policy = prepared({ validations: [{ expression: "false" }] });
    const binding = bindingOf("p", { matchResources: { namespaceSelector: { matchLabels: { env: "test" } } } });
    expect(judgeRequest(policy, binding, requestFor({})).isMeant).toBe(false);
  });

  it("stops a policy whose expressions together cost too much", () => {
    const object = { text: "a".repeat(4_000_000) };
    const validations = Array.from({ length: 30 }, () => ({ expression: "!object.text.contains('b')" }));
    expect(denialOf({ validations }, object)).toContain("running out of cost budget");
  });
});
