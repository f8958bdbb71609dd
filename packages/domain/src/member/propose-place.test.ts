import { describe, expect, it } from "vitest";
import { carriedLabels, guessEnvironment, guessRegion } from "./propose-place";

describe("what a member may be for", () => {
  it.each([
    [{ env: "prod" }, "fra-1", { value: "production", from: "env" }],
    [{ "example.com/environment": "Staging" }, "prod-1", { value: "test", from: "example.com/environment" }],
    [{}, "bank-prod-fra", { value: "production", from: "name" }],
    [{}, "dr-site", { value: "dr", from: "name" }],
    [{}, "uat2", { value: "test", from: "name" }],
    [{ env: "blue" }, "fra-1", null],
    [{}, "product-catalogue", null],
    [{}, "prod-dr", null],
  ] as const)("is told by a label before the name, and by nothing where two words say different: %j %s", (labels, name, guess) => {
    expect(guessEnvironment(labels, name)).toEqual(guess);
  });
});

describe("where a member may be", () => {
  it("is what its object says before a label, and never longer than a region may be", () => {
    const labels = { "topology.kubernetes.io/region": "eu-1", region: "eu-2" };
    expect(guessRegion("cn-hangzhou", labels)).toEqual({ value: "cn-hangzhou", from: "region" });
    expect(guessRegion(null, labels)).toEqual({ value: "eu-1", from: "topology.kubernetes.io/region" });
    expect(guessRegion(null, { region: " " })).toBeNull();
    expect(guessRegion("x".repeat(100), {})?.value).toHaveLength(63);
  });
});

describe("the labels of a member that are taken along", () => {
  it("are people's own, in Kubernetes' syntax; hostile ones and those of the systems are left", () => {
    const labels = {
      ...{ team: "pay", "acme.example/cost": "7", "management.cattle.io/x": "1", "feature.open-cluster-management.io/addon": "y" },
      ...{ "topology.kubernetes.io/region": "eu", "bad key": "x", script: "<script>", __proto__x: "y" },
    };
    expect(carriedLabels(labels)).toEqual({ "acme.example/cost": "7", team: "pay" });
    expect(Object.keys(carriedLabels(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, "v"]))))).toHaveLength(20);
  });
});
