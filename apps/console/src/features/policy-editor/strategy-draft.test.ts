import { RolloutStrategy } from "@holdfast/contracts/rollout-strategy";
import { describe, expect, it } from "vitest";
import { draftOfStrategy, newWave, strategyOfDraft } from "./strategy-draft";

const strategy = RolloutStrategy.parse({
  waves: [
    {
      name: "test",
      clusters: { matchExpressions: [{ key: "holdfast.dev/environment", operator: "In", values: ["test"] }] },
      soakSeconds: 60,
    },
    { name: "rest", approval: "always", gate: { query: "sum(errors)", comparison: "<=", threshold: 0.5, withinSeconds: 120 } },
  ],
  ladder: ["audit", "warn"],
  failureBudget: 2,
  onFailure: "halt",
  freezes: [{ name: "night", times: { repeats: "weekly", weekdays: [1], at: "22:00", zone: "UTC", durationMinutes: 60 } }],
});

describe("the form of a strategy", () => {
  it("says what it was given, also what it has no field for", () => {
    expect(strategyOfDraft(draftOfStrategy(strategy))).toEqual({ strategy });
  });

  it("takes nothing typed for no figure, and tells which labels it can't read", () => {
    const draft = draftOfStrategy(strategy);
    const blank = strategyOfDraft({ ...draft, waves: [{ ...newWave("x"), name: "x", soakSeconds: "" }] });
    expect("strategy" in blank && RolloutStrategy.safeParse(blank.strategy).success).toBe(false);
    const wave = { ...newWave("x"), placement: { environments: [], labels: "no such label" } };
    expect(strategyOfDraft({ ...draft, waves: [wave] })).toEqual({ unread: "no such label" });
  });
});
