import { PlanSpec } from "@holdfast/contracts/plan";
import { approvedWorkflow } from "@holdfast/domain/plan/workflow";
import { describe, expect, it } from "vitest";
import { planFindings } from "./plan-findings";

const DAY_MS = 86_400_000;
const now = new Date("2026-06-01T00:00:00Z");
const planOf = (more: object = {}) =>
  PlanSpec.parse({
    ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "bank" } },
    spec: {
      ...{ group: "bank", primary: "prod", standby: "dr", rtoSeconds: 60, ...more },
      activate: { steps: [{ name: "up", use: "workload.scale", with: { cluster: "dr", namespace: "bank", name: "core", replicas: 3 } }] },
    },
  });
const codes = (plan: PlanSpec, facts: Partial<Parameters<typeof planFindings>[2]> = {}) =>
  planFindings(plan, approvedWorkflow(plan, "activate"), {
    ...{ approvers: 3, lastSuccessAt: now, activeSite: null, durations: [], now },
    ...facts,
  }).filter((each) => each.code !== "RtoExceedable");
const took = (...seconds: number[]) => seconds.map((s) => ({ step: "up", use: "workload.scale", ms: s * 1000 }));

describe("the forecast against the RTO", () => {
  it("warns when one recovery in twenty would be over it, with the figures", () => {
    expect(codes(planOf(), { durations: took(20, 20, 20, 20, 75.04) })).toMatchObject([
      {
        severity: "warning",
        code: "ForecastOverRto",
        message: expect.stringMatching(/by 5 earlier runs.* 75\.1 s; the objective is 60 s/),
      },
    ]);
  });

  it("says nothing while it would hold, and nothing of too few runs", () => {
    expect(codes(planOf(), { durations: took(20, 20, 20, 20, 59) })).toEqual([]);
    expect(codes(planOf(), { durations: took(75, 75, 75, 75) })).toEqual([]);
  });
});

describe("a plan's proof", () => {
  it("is too old after the days that the plan says, thirty where it says nothing", () => {
    const lastSuccessAt = new Date(now.getTime() - 20 * DAY_MS);
    expect(codes(planOf(), { lastSuccessAt })).toEqual([]);
    expect(codes(planOf({ drill: { maxAgeDays: 14 } }), { lastSuccessAt })).toMatchObject([
      { severity: "warning", code: "ProvenLongAgo", message: expect.stringContaining("14 days") },
    ]);
    expect(codes(planOf({ drill: { maxAgeDays: 90 } }), { lastSuccessAt: new Date(now.getTime() - 89 * DAY_MS) })).toEqual([]);
  });
});
