import type { ClusterView } from "@holdfast/contracts/cluster";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { chosenPair, compareQuestion, compareShape } from "./compare-search";

const cluster = (name: string, environment: string) => ({ id: `id-${name}`, name, environment }) as unknown as ClusterView;
const [dr, prod, test] = [cluster("dr-1", "dr"), cluster("prod-1", "production"), cluster("test-1", "test")];
const search = (query: string) => readListSearch(new URLSearchParams(query), compareShape);
const pairOf = (query: string, clusters = [dr, prod, test]) => {
  const pair = chosenPair(search(query), clusters);
  return pair && [pair.left.name, pair.right.name];
};

describe("the pair of an address", () => {
  it("is production and its disaster recovery when the address says nothing", () => {
    expect(pairOf("")).toEqual(["prod-1", "dr-1"]);
  });

  it("is what the address names, in that order, and what is left open is chosen beside it", () => {
    expect(pairOf("left=test-1&right=prod-1")).toEqual(["test-1", "prod-1"]);
    expect(pairOf("right=prod-1")).toEqual(["dr-1", "prod-1"]);
    expect(pairOf("left=dr-1")).toEqual(["dr-1", "prod-1"]);
  });

  it("is never a cluster with itself, nor one alone", () => {
    expect(pairOf("left=prod-1&right=prod-1")).toBeNull();
    expect(pairOf("", [prod])).toBeNull();
    expect(pairOf("", [])).toBeNull();
  });
});

it("the question of an address leaves out what it does not say and what cannot be", () => {
  const pair = { left: prod, right: dr };
  expect(compareQuestion(search(""), pair)).toEqual({ left: "id-prod-1", right: "id-dr-1", withExpected: false });
  expect(compareQuestion(search("group=version&group=nonsense&expected=yes&q=core&namespace=bank"), pair)).toEqual({
    ...{ left: "id-prod-1", right: "id-dr-1", withExpected: true },
    ...{ group: ["version"], text: "core", namespace: "bank" },
  });
});
