import { describe, expect, it } from "vitest";
import { readListSearch, writeListSearch } from "./list-search";

const shape = { sortKeys: ["name", "age"], facets: ["health", "environment"] };
const read = (query: string) => readListSearch(new URLSearchParams(query), shape);

describe("a list's state in the address", () => {
  it("comes back as it was written", () => {
    const search = {
      text: "kind:Pod image:log4j 支付",
      sort: { key: "age", direction: "descending" },
      facets: { health: ["Degraded", "Unknown"] },
    } as const;
    expect(read(writeListSearch(search))).toEqual(search);
  });

  it("is empty when nobody asked for anything", () => {
    expect(writeListSearch(read(""))).toBe("");
  });

  it("drops sort keys, facets and values that the list does not know or that are too long", () => {
    const search = read(
      `sort=password&role=admin&health=&health=Healthy&health=Healthy&environment=${"x".repeat(201)}&q=${"y".repeat(500)}`,
    );
    expect(search.sort).toBeNull();
    expect(search.facets).toEqual({ health: ["Healthy"] });
    expect(search.text).toHaveLength(200);
  });

  it("takes no more values than a person could have chosen", () => {
    const query = Array.from({ length: 500 }, (_, index) => `health=h${index}`).join("&");
    expect(read(query).facets.health).toHaveLength(50);
  });
});
