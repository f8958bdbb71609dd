import type { PlanFinding } from "@holdfast/contracts/gate";
import { describe, expect, it } from "vitest";
import { leadingReason } from "./leading-reason";

const evaluation = (...severities: PlanFinding["severity"][]) => ({
  id: "00000000-0000-0000-0000-000000000000",
  evaluatedAt: new Date(0),
  contentHash: "0".repeat(64),
  isReady: false,
  findings: severities.map((severity) => ({ step: null, code: severity, severity, object: "", message: severity })),
});

describe("the reason that stands in the list of plans", () => {
  it("is what blocks, else what warns, and never a mere remark", () => {
    expect(leadingReason(evaluation("info", "warning", "blocking"))?.message).toBe("blocking");
    expect(leadingReason(evaluation("info", "warning"))?.message).toBe("warning");
    expect(leadingReason(evaluation("info"))).toBeNull();
    expect(leadingReason(null)).toBeNull();
  });
});
