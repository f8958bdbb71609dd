import { PlanSpec } from "@holdfast/contracts/plan";
import { approvedWorkflow } from "@holdfast/domain/plan/workflow";
import { describe, expect, it } from "vitest";
import { childFindings } from "./child-findings";

const planOf = (name: string, rtoSeconds: number, steps: object[]) =>
  PlanSpec.parse({
    ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name } },
    spec: { group: name, primary: "prod", standby: "dr", rtoSeconds, activate: { steps } },
  });
const pause = { name: "pause", use: "wait", with: { seconds: 1 } };
const ledger = new Map([["ledger", planOf("ledger", 60, [pause]).spec]]);
const found = (step: object) => {
  const plan = planOf("bank", 300, [{ name: "child", ...step }]);
  return childFindings(approvedWorkflow(plan, "activate"), ledger);
};
const runs = { use: "plan.run", with: { plan: "ledger" } };

describe("the time that a step gives the plan that it runs", () => {
  it("is warned of when that plan's objective allows more, with both figures", () => {
    expect(found({ ...runs, timeoutSeconds: 59 })).toMatchObject([
      { step: "child", severity: "warning", code: "ChildMayOutlast", object: "ledger", message: expect.stringMatching(/59 s.* 60 s/) },
    ]);
  });

  it("is warned of when only the run of a lost primary gives too little", () => {
    const step = { ...pause, ungraceful: { ...runs } };
    expect(found({ ...step, timeoutSeconds: 30 }).map(({ code }) => code)).toEqual(["ChildMayOutlast"]);
  });

  it("is enough when it is as much, and nothing is said of a plan that there is not", () => {
    expect(found({ ...runs, timeoutSeconds: 60 })).toEqual([]);
    expect(found({ ...runs, with: { plan: "nobody" }, timeoutSeconds: 1 })).toEqual([]);
  });
});
