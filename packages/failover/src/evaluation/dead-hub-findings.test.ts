import { PlanSpec } from "@holdfast/contracts/plan";
import { UNATTENDED } from "@holdfast/domain/warrant/covered-steps";
import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue";
import { deadHubFindings } from "./dead-hub-findings";

const scale = (name: string, cluster = "dr") => ({
  ...{ name, use: "workload.scale", with: { cluster, namespace: "bank", name: "core", replicas: 3 } },
});
const planOf = (steps: readonly object[], deadHub?: object) =>
  PlanSpec.parse({
    ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "core" } },
    spec: { group: "core", primary: "prod", standby: "dr", rtoSeconds: 60, ...(deadHub ? { deadHub } : {}), activate: { steps } },
  });
const said = (...steps: object[]) =>
  deadHubFindings(planOf(steps, { after: "first" })).map(({ code, severity, message }) => [code, severity, message]);

describe("what an approver reads of a dead hub", () => {
  it("is which steps the agent would finish, when, for how long, and before which it would stop", () => {
    expect(said(scale("first"), scale("second"), scale("far", "prod"))).toEqual([
      [
        "DeadHubStops",
        "info",
        "once first is done and no hub has answered for 30 s, the agent of dr goes on by itself, for at most 900 s after it was let: second; it stops before far",
      ],
    ]);
    expect(said(scale("first"), scale("second"))).toMatchObject([
      ["DeadHubFinishes", "info", expect.stringContaining(": second; then nothing is left")],
    ]);
  });

  it("is a warning where it would do nothing, and nothing where the plan does not ask for it", () => {
    expect(said(scale("first"), scale("far", "prod"))).toMatchObject([
      ["DeadHubIdle", "warning", expect.stringContaining("after first comes far")],
    ]);
    expect(deadHubFindings(planOf([scale("first"), scale("second")]))).toEqual([]);
  });

  it("names just the steps that say by what their own agent sees them done", () => {
    const seen = Object.values(catalogue).flatMap((module) => ("unattended" in module && module.unattended ? [module.name] : []));
    expect([...seen].sort()).toEqual([...UNATTENDED].sort());
  });
});
