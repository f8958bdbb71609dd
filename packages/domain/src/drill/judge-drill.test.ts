import type { DrillReading } from "@holdfast/contracts/drill";
import { PlanSpec } from "@holdfast/contracts/plan";
import { describe, expect, it } from "vitest";
import { judgeDrill } from "./judge-drill";
import { planProof } from "./plan-proof";
import { takeLook } from "./take-look";

const reading = (held: boolean | null, more: Partial<DrillReading> = {}): DrillReading => ({
  ...{ name: "errors", when: "end", use: "probe.promql", cluster: "dr", asked: "errors", expected: "<= 0.01", unit: "" },
  ...{
    value: held === null ? null : 0,
    held,
    message: "",
    at: "2026-11-21T00:00:00.000Z",
    looks: 1,
    blanks: held === null ? 1 : 0,
    ...more,
  },
});
const verdict = (phase: Parameters<typeof judgeDrill>[0], ...readings: DrillReading[]) => judgeDrill(phase, readings).verdict;

describe("a drill that came to its end", () => {
  it("passes when each outcome condition held, and when it has none", () => {
    expect(verdict("Succeeded", reading(true), reading(true, { when: "throughout" }))).toBe("passed");
    expect(verdict("Succeeded")).toBe("passed");
  });

  it("fails when one did not hold, even where another has no figure", () => {
    expect(verdict("Succeeded", reading(null), reading(false, { name: "slow" }))).toBe("failed");
    expect(judgeDrill("Succeeded", [reading(false, { name: "slow" })]).text.message).toContain("slow");
  });

  it("proves nothing when one has no figure, or had none at one of its looks", () => {
    expect(verdict("Succeeded", reading(true), reading(null))).toBe("unproven");
    expect(verdict("Succeeded", reading(true, { when: "throughout", looks: 9, blanks: 1 }))).toBe("unproven");
  });

  it("is not judged by what held before it began", () => {
    expect(verdict("Succeeded", reading(false, { when: "before" }))).toBe("passed");
  });
});

describe("a drill that did not", () => {
  it.each(["Failed", "Undone"] as const)("has failed: %s", (phase) => expect(verdict(phase, reading(true))).toBe("failed"));
  it.each(["Expired", "Rejected", "Cancelled"] as const)("proves nothing when it never began: %s", (phase) =>
    expect(verdict(phase)).toBe("unproven"),
  );
  it.each(["Running", "NeedsOperator", "Paused"] as const)("is not judged yet: %s", (phase) => expect(verdict(phase)).toBe("pending"));
});

describe("what is known of a condition after one more look", () => {
  const through = (held: boolean | null, more: Partial<DrillReading> = {}) => reading(held, { when: "throughout", ...more });
  it("stays unheld once it did not hold throughout, and keeps the figure of that look", () => {
    const failed = takeLook(through(true), through(false, { value: 0.5 }));
    expect(takeLook(failed, through(true))).toMatchObject({ held: false, value: 0.5, looks: 3 });
  });
  it("counts the looks without a figure, and keeps what it saw", () => {
    expect(takeLook(takeLook(through(true), through(null)), through(true))).toMatchObject({ held: true, looks: 3, blanks: 1 });
    expect(takeLook(through(null), through(true))).toMatchObject({ held: true, blanks: 1 });
  });
  it("at the end is what the last look says", () => {
    expect(takeLook(reading(false), reading(true))).toMatchObject({ held: true, looks: 2, blanks: 0 });
    expect(takeLook(reading(true), reading(null))).toMatchObject({ held: null });
  });
});

describe("a plan", () => {
  const plan = (drill?: object) =>
    PlanSpec.parse({
      ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "bank" } },
      spec: {
        ...{ group: "bank", primary: "prod", standby: "dr", rtoSeconds: 15, ...(drill ? { drill } : {}) },
        activate: { steps: [{ name: "pause", use: "wait", with: { seconds: 1 } }] },
      },
    });
  const now = new Date("2026-11-21T00:00:00Z");
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  it("is proven for thirty days, or for as long as it says, and not for a moment more", () => {
    expect(planProof(plan(), daysAgo(30), now)).toMatchObject({ isProven: true, maxAgeDays: 30 });
    expect(planProof(plan(), new Date(daysAgo(30).getTime() - 1), now).isProven).toBe(false);
    expect(planProof(plan({ maxAgeDays: 90 }), daysAgo(90), now).isProven).toBe(true);
    expect(planProof(plan(), null, now)).toMatchObject({ isProven: false, lastAt: null });
  });
});
