import { FindObjects } from "@holdfast/contracts/search";
import { describe, expect, it } from "vitest";
import { searchHref } from "../shared-search/search-href";
import { readQuery } from "./read-query";

const at = (query: string) => readQuery(new URLSearchParams(query));

describe("the address of the search", () => {
  it("asks nothing when it says nothing", () => {
    expect(at("")).toBe("");
  });

  it("is read again as it was written", () => {
    const query = 'kind:Pod "a b" image:x&y=z';
    expect(at(new URL(searchHref(query), "http://console.test").search)).toBe(query);
  });

  it.each(["q=%00", `q=${"x".repeat(9000)}`, "q=a&q=b"])(
    "that somebody else wrote (%.20s) is still a question that the API takes",
    (query) => {
      expect(FindObjects.safeParse({ query: at(query) }).success).toBe(true);
    },
  );
});
