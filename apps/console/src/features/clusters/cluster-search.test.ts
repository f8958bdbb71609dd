import { Environment } from "@holdfast/contracts/cluster";
import { ClusterSort, LinkFilter, ListClusters } from "@holdfast/contracts/cluster-list";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { clusterQuestion, clusterShape, environments, isNarrowed, linkStates } from "./cluster-search";

const asked = (query: string) => readListSearch(new URLSearchParams(query), clusterShape);

describe("the question of an address", () => {
  it("knows every word of the contract, and no other", () => {
    expect([...environments].sort()).toEqual([...Environment.options].sort());
    expect([...linkStates].sort()).toEqual([...LinkFilter.options].sort());
    expect([...clusterShape.sortKeys].sort()).toEqual([...ClusterSort.options].sort());
  });

  it("is one that the procedure takes, whatever the address says", () => {
    for (const query of ["", "q=prod&sort=-version&environment=dr&link=revoked", "sort=__proto__&environment=x&link=%00&q=%20"])
      expect(ListClusters.safeParse(clusterQuestion(asked(query))).success, query).toBe(true);
  });

  it("says what is asked for", () => {
    expect(clusterQuestion(asked("q=prod&sort=-since&environment=dr&environment=nowhere&link=unknown"))).toEqual({
      text: "prod",
      environments: ["dr"],
      links: ["unknown"],
      sort: "since",
      direction: "desc",
    });
  });

  it("tells an empty fleet from a list that was narrowed to nothing", () => {
    expect([isNarrowed(asked("sort=name&q=%20")), isNarrowed(asked("q=x")), isNarrowed(asked("link=revoked"))]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
