import { describe, expect, it } from "vitest";
import { parsePolicy } from "./parse-policy";
import { canPush, type ImpactFact, type PushFacts } from "./rollout-gates";

const policy = (name = "no-latest") => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  validations: [{ expression: "true" }]
`;
const binding = (name = "no-latest") => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;
const template = (kind: string) => `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: { name: ${kind.toLowerCase()} }
spec: { crd: { spec: { names: { kind: ${kind} } } }, targets: [] }
`;
const problems = (yaml: string) => {
  const parsed = parsePolicy(yaml);
  return parsed.isValid ? [] : parsed.problems.map(({ line, path, message }) => `${line} ${path} ${message}`.replace("  ", " "));
};

describe("a policy's text", () => {
  it("is read into its objects, and has one hash however it is written", () => {
    const parsed = parsePolicy(`${policy()}---\n${binding()}`);
    const reordered = parsePolicy(
      `---\n${policy().replace("metadata: { name: no-latest }\n", "").replace("spec:", "metadata:\n  name: no-latest\nspec:")}\n---\n${binding()}---\n`,
    );
    if (!parsed.isValid || !reordered.isValid) throw new Error("both are valid");
    expect(parsed.objects.map((object) => object.kind)).toEqual(["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]);
    expect(parsed.contentHash).toBe(reordered.contentHash);
  });

  it("may hold the same name in two namespaces, and a constraint of a template that the cluster has", () => {
    const quota = (namespace: string) =>
      `apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: x, namespace: ${namespace}}\nspec: {hard: {pods: 1}}\n`;
    expect(problems(`${quota("a")}---\n${quota("b")}`)).toEqual([]);
    expect(problems(`${quota("a")}---\n${quota("a")}`).join()).toContain("ResourceQuota/a/x twice");
    expect(problems("apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Doors\nmetadata: {name: x}")).toEqual([]);
  });

  it.each([
    ["", "holds no object"],
    [policy(), "has no ValidatingAdmissionPolicyBinding"],
    [`${policy()}---\n${binding("other")}`, "binds other (in other), which is not in this policy"],
    [`${policy()}---\n${policy()}---\n${binding()}`, "twice"],
    [`${policy()}---\n${binding()}---\napiVersion: v1\nkind: Secret\nmetadata: {name: x}\nspec: {}`, "kind"],
    ["a: [", "1"],
    ["apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: x}\nspec: {hard: {pods: 1}}", "metadata.namespace is missing"],
    ["apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: x, namespace: y}\nhandler: z", "a RuntimeClass is in no namespace"],
    ["apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: x}\nspec: {handler: z}", "has its fields at the top"],
    ["apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: x, namespace: y}\nspec: {a: 1}", "write autoscaling/v2"],
    ["apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Secret2\nmetadata: {name: x, namespace: y}", "a Secret2 is in no namespace"],
    [template("Doors"), "has no Doors, so that nothing would be judged"],
    [template("NetworkPolicy"), "which is the name of another kind"],
  ])("that is wrong is refused with the place and what to do (%#)", (yaml, expected) => {
    expect(problems(yaml).join("\n")).toContain(expected);
  });
});

type Preview = { state: "previewed" | "refused" | "unreachable"; message: string };

const judged: ImpactFact = { state: "judged", ageMs: 1000, isOlderThanVersion: false, missing: [] };

describe("pushing", () => {
  const previewed: Preview = { state: "previewed", message: "" };
  const facts: PushFacts = {
    version: 2,
    latestVersion: 2,
    targets: ["test", "prod"],
    previews: new Map<string, Preview>([
      ["test", previewed],
      ["prod", previewed],
    ]),
    activePhase: null,
    examples: 0,
    failedExamples: [],
    away: new Set(),
    ...{ unplaced: [], impact: null, isStopped: false },
  };
  it.each<[string, Partial<PushFacts>, string]>([
    ["a previewed version", {}, "met"],
    ["while another rollout runs", { activePhase: "Running" }, "WrongPhase"],
    ["a version that is not there", { version: 3 }, "NotFound"],
    ["to nobody", { targets: [] }, "GateRefused"],
    ["without a preview of one target", { previews: new Map<string, Preview>([["test", previewed]]) }, "GateRefused"],
    [
      "what a target would refuse",
      {
        previews: new Map<string, Preview>([
          ["test", previewed],
          ["prod", { state: "refused", message: "no" }],
        ]),
      },
      "GateRefused",
    ],
    [
      "with a target that could not be asked",
      {
        previews: new Map<string, Preview>([
          ["test", previewed],
          ["prod", { state: "unreachable", message: "away" }],
        ]),
      },
      "GateRefused",
    ],
    ["with a target that is away, as it may be", { previews: new Map([["test", previewed]]), away: new Set(["prod"]) }, "met"],
    ["to a cluster that no wave chooses", { unplaced: ["prod"] }, "GateRefused"],
    ["while all rollouts are stopped", { isStopped: true }, "WrongPhase"],
    ["that denies, and was judged since it was saved", { impact: judged }, "met"],
    ["that denies, and was never judged", { impact: { ...judged, state: "never", ageMs: null } }, "GateRefused"],
    ["that denies, and is being judged", { impact: { ...judged, state: "judging" } }, "GateRefused"],
    ["that denies, and whose look was stopped", { impact: { ...judged, state: "stopped" } }, "GateRefused"],
    ["that denies, and was judged before it was saved", { impact: { ...judged, isOlderThanVersion: true } }, "GateRefused"],
    ["that denies, and was judged too long ago", { impact: { ...judged, ageMs: 86_400_001 } }, "GateRefused"],
    ["that denies, and was not judged for a target", { impact: { ...judged, missing: ["prod"] } }, "GateRefused"],
    ["with nothing but targets that are away", { away: new Set(["test", "prod"]) }, "GateRefused"],
    [
      "with a target that is away and refused the version before",
      {
        previews: new Map<string, Preview>([
          ["test", previewed],
          ["prod", { state: "refused", message: "no" }],
        ]),
        away: new Set(["prod"]),
      },
      "GateRefused",
    ],
  ])("%s", (_, change, expected) => {
    const gate = canPush({ ...facts, ...change });
    expect(gate.isMet ? "met" : gate.reason).toBe(expected);
  });
});
