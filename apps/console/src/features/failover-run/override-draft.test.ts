import { OverridableGuard } from "@holdfast/contracts/guard-override";
import { describe, expect, it } from "vitest";
import { canSendOverride, firstOverridden, overridable } from "./override-draft";

describe("the dialog that overrides guards", () => {
  it("offers exactly the guards that the contract lets people override", () => {
    expect([...overridable].sort()).toEqual([...OverridableGuard.options].sort());
  });

  it("opens with those that were not met, and never with one that nobody may override", () => {
    const guards = [
      { name: "no-freeze-window", isMet: false },
      { name: "plan-ready", isMet: true },
      { name: "kill-switch-off", isMet: false },
    ];
    expect(firstOverridden(guards)).toEqual(["no-freeze-window"]);
  });

  it("is not sent without a guard and a reason", () => {
    expect(canSendOverride([], " x ")).toEqual(["guards", "reason"]);
    expect(canSendOverride(["plan-ready"], "storm")).toEqual([]);
  });
});
