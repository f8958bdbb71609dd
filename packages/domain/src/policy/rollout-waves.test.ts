import { defaultStrategy, RolloutStrategy } from "@holdfast/contracts/rollout-strategy";
import { describe, expect, it } from "vitest";
import { planRollBack } from "./plan-rollout";
import { placeTargets, type WaveCluster } from "./rollout-waves";

const cluster = (name: string, environment: WaveCluster["environment"], more: Partial<WaveCluster> = {}): WaveCluster => ({
  ...{ name, environment, region: "cn", labels: {} },
  ...more,
});
const fleet = [cluster("dr", "dr"), cluster("prod", "production"), cluster("t1", "test"), cluster("t2", "test")];
const drawn = (placed: ReturnType<typeof placeTargets>) =>
  placed.waves.map(({ clusters, needsApproval }) => `${clusters.join(" ")} ${needsApproval}`);

describe("the waves of a rollout", () => {
  it("are test, DR and production by default; one cluster goes first, and one yes is enough", () => {
    expect(drawn(placeTargets(defaultStrategy, fleet))).toEqual(["t1 false", "t2 false", "dr true", "prod false"]);
  });

  it("ask before whichever comes first of those that one yes is enough for", () => {
    expect(drawn(placeTargets(defaultStrategy, [cluster("p1", "production"), cluster("p2", "production")]))).toEqual([
      "p1 true",
      "p2 false",
    ]);
  });

  it("ask each time where that is wished, and leave out those without a cluster", () => {
    const strategy = RolloutStrategy.parse({
      firstAlone: false,
      waves: [
        { name: "none", clusters: { matchLabels: { tier: "none" } } },
        { name: "gold", clusters: { matchLabels: { tier: "gold" } }, approval: "always" },
        { name: "rest", approval: "always" },
      ],
    });
    const gold = cluster("g", "production", { labels: { tier: "gold" } });
    expect(drawn(placeTargets(strategy, [cluster("a", "test"), gold]))).toEqual(["g true", "a true"]);
  });

  it("ask before production and DR whatever the strategy says: who writes it also pushes by it", () => {
    const strategy = RolloutStrategy.parse({ firstAlone: false, waves: [{ name: "all", approval: "none" }] });
    expect(drawn(placeTargets(strategy, fleet))).toEqual(["dr prod t1 t2 true"]);
    expect(drawn(placeTargets(strategy, [cluster("t1", "test")]))).toEqual(["t1 false"]);
  });

  it("begin with a cluster that is there, not with one that is away", () => {
    const [first] = placeTargets(defaultStrategy, [cluster("a", "test", { isAway: true }), cluster("b", "test")]).waves;
    expect(first?.clusters).toEqual(["b"]);
  });

  it("name the clusters that none of them chooses, which a roll back reaches all the same, at the end and after a yes", () => {
    const strategy = RolloutStrategy.parse({
      waves: [{ name: "test", clusters: { matchLabels: { "holdfast.dev/environment": "test" } } }],
    });
    expect(placeTargets(strategy, fleet).unplaced.map(({ name }) => name)).toEqual(["dr", "prod"]);
    expect(drawn({ ...planRollBack(strategy, fleet), unplaced: [] })).toEqual(["t1 false", "t2 false", "dr prod true"]);
  });
});

describe("a strategy", () => {
  it.each([
    ["no wave", { waves: [] }, "name at least one wave"],
    ["two waves of one name", { waves: [{ name: "a" }, { name: "a" }] }, "give each wave a name of its own"],
    ["a ladder that goes down", { waves: [{ name: "a" }], ladder: ["warn", "audit"] }, "write audit before warn, each once"],
    ["a field that it does not have", { waves: [{ name: "a" }], speed: 3 }, "speed"],
  ])("with %s is refused with the field and the remedy", (_, input, expected) => {
    expect(JSON.stringify(RolloutStrategy.safeParse(input).error?.issues)).toContain(expected);
  });
});
