// Every order in which two hubs, two sites, late orders, dying agents and people can meet in two runs of one group, with the real
// decisions. The few things that the model knows by itself are in test/failover-model.
import { describe, expect, it } from "vitest";
import { explore } from "../../test/failover-model/explore";
import type { Sabotage } from "../../test/failover-model/sabotage";
import { theBeginning } from "../../test/failover-model/world";

const MOST = 2_000_000;
const LONG_MS = 900_000;

describe("two hubs, two sites and two runs, in every order", () => {
  it("never let two sites take writes, end as they say, and can always still end", { timeout: LONG_MS }, () => {
    const { worlds, broken, stuck } = explore({ most: MOST });
    expect(broken).toBeNull();
    expect(stuck).toBe(0);
    expect(worlds).toBeGreaterThan(100_000);
  });

  it.each<[string, Sabotage]>([
    ["a run starts while orders of an earlier one may arrive", { withoutOrderGuard: true }],
    ["a step is undone while its own order may arrive", { withoutPatience: true }],
    ["an order counts as over while an agent carries it out", { withHastyDeath: true }],
  ])("would show it if %s", { timeout: LONG_MS }, (_, sabotage) => {
    expect(explore({ sabotage, most: MOST }).broken).not.toBeNull();
  });
});

/** Agents that die under a warrant are met by the walks: here they would make the worlds too many. */
const withWarrants = () => theBeginning({ words: 1, agentDeaths: 0, permits: 1 });

describe("the same, with an agent that may do the last step by itself", () => {
  it("never lets two sites take writes, end as they say, and can always still end", { timeout: LONG_MS }, () => {
    const { worlds, broken, stuck } = explore({ most: MOST, from: withWarrants() });
    expect(broken).toBeNull();
    expect(stuck).toBe(0);
    expect(worlds).toBeGreaterThan(100_000);
  });

  it.each<[string, Sabotage]>([
    ["a run is undone while its agent may go on, or may have", { withoutDropping: true }],
    ["an agent answers before it has told what it did", { withoutTelling: true }],
    ["what an agent did does not become the run's own", { withoutAdopting: true }],
  ])("would show it if %s", { timeout: LONG_MS }, (_, sabotage) => {
    expect(explore({ sabotage, most: MOST, from: withWarrants() }).broken).not.toBeNull();
  });
});
