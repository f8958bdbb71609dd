import { FindObjects } from "@holdfast/contracts/search";
import { describe, expect, it } from "vitest";
import { readSearchAddress, writeSearchAddress } from "./search-address";

const at = (query: string) => readSearchAddress(new URLSearchParams(query));

describe("the address of the search", () => {
  it("asks nothing when it says nothing", () => {
    expect(at("")).toEqual({ query: "", direction: "asc" });
    expect(writeSearchAddress(at(""))).toBe("");
  });

  it("is read again as it was written", () => {
    const address = { query: 'kind:Pod "a b" image:x&y=z', direction: "desc" } as const;
    expect(at(writeSearchAddress(address))).toEqual(address);
  });

  it.each(["q=%00", `q=${"x".repeat(9000)}`, "sort=password", "q=a&q=b"])(
    "that somebody else wrote (%.20s) is still a question that the API takes",
    (query) => {
      expect(FindObjects.safeParse(at(query)).success).toBe(true);
    },
  );
});
