import { PlanSpec } from "@holdfast/contracts/plan";
import { describe, expect, it } from "vitest";
import { coveredSteps } from "../warrant/covered-steps";
import { childCalls, childCallsOf, childProblems } from "./child-plans";
import { approvedWorkflow } from "./workflow";

const scale = { name: "scale", use: "workload.scale", with: { cluster: "dr", namespace: "bank", name: "core", replicas: 3 } };
const runs = (plan: string, more: object = {}) => ({ name: `run-${plan}`, use: "plan.run", with: { plan }, ...more });
const plan = (steps: readonly object[], more: object = {}): PlanSpec =>
  PlanSpec.parse({
    apiVersion: "holdfast.dev/v1alpha1",
    kind: "FailoverPlan",
    metadata: { name: "bank" },
    spec: { group: "bank", primary: "prod", standby: "dr", rtoSeconds: 15, activate: { steps }, ...more },
  });
const parent = { group: "region", approvalsRequired: 1 };
const codes = (spec: PlanSpec | null, call: Parameters<typeof childProblems>[1] = { plan: "bank", workflow: "activate" }) =>
  childProblems(parent, call, spec?.spec ?? null).map(({ code }) => code);

describe("the plans that a plan runs", () => {
  it("are found in sets and in both modes, each workflow once", () => {
    const spec = plan([
      { name: "both", parallel: [runs("cards"), runs("loans")] },
      { ...runs("cards", { ungraceful: { with: { plan: "funds" } } }), name: "again" },
    ]);
    expect(childCalls(approvedWorkflow(spec, "activate")).map((call) => call.plan)).toEqual(["cards", "loans", "funds"]);
    const back = plan([scale], { failback: { steps: [{ ...runs("cards"), with: { plan: "cards", workflow: "failback" } }] } });
    expect(childCallsOf(back)).toEqual([{ plan: "cards", workflow: "failback" }]);
  });

  it("are good when nothing in their text is in the way", () => {
    expect(codes(plan([scale]))).toEqual([]);
  });

  it.each([
    ["that is not there", null, undefined, ["ChildPlanAbsent"]],
    ["without a failback", plan([scale]), { plan: "bank", workflow: "failback" } as const, ["ChildWorkflowAbsent"]],
    ["of the same group", plan([scale], { group: "region" }), undefined, ["ChildOfSameGroup"]],
    ["that runs plans itself", plan([scale, runs("cards")]), undefined, ["ChildHasChildren"]],
    [
      "that runs plans itself when its primary is lost",
      plan([{ ...scale, ungraceful: { use: "plan.run", with: { plan: "x" } } }]),
      undefined,
      ["ChildHasChildren"],
    ],
    ["that takes more approvals", plan([scale], { approvals: { required: 2 } }), undefined, ["ChildNeedsMore"]],
    ["for isolated drills", plan([scale], { drill: { isolated: true } }), undefined, ["ChildForDrills"]],
  ])("can't be one %s", (_, spec, call, expected) => {
    expect(codes(spec, call)).toEqual(expected);
  });

  it("are never for an agent to run by itself", () => {
    const spec = plan([scale, runs("cards"), { ...scale, name: "more" }], { deadHub: { after: "scale" } });
    expect(coveredSteps(spec, "ungraceful")).toMatchObject({ steps: [], stopsBefore: "run-cards" });
  });
});
