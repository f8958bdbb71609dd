import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { svidQuestion, svidShape } from "./svid-search";

describe("the address of the list of SVIDs", () => {
  it("is the question that is put, in the words of the contract alone", () => {
    const read = (query: string) => svidQuestion(readListSearch(new URLSearchParams(query), svidShape));
    expect(read("q=prod&state=late&state=stolen")).toEqual({ text: "prod", states: ["late"] });
    expect(read("")).toEqual({});
  });
});
