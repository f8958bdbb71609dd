import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { isNarrowed, userQuestion, userShape } from "./user-search";

const read = (query: string) => readListSearch(new URLSearchParams(query), userShape);

describe("the address of the list of users", () => {
  it("is the question that is put, in the words of the contract", () => {
    expect(userQuestion(read("q=ada&state=disabled&role=admin&role=viewer&sort=-created"))).toEqual({
      text: "ada",
      states: ["disabled"],
      roles: ["viewer", "admin"],
      sort: "created",
      direction: "desc",
    });
  });

  it("leaves out what the contract does not know", () => {
    expect(userQuestion(read("state=ghost&role=root&sort=password"))).toEqual({ sort: "name", direction: "asc" });
  });

  it("tells a list that was narrowed from a whole one", () => {
    expect(isNarrowed(read(""))).toBe(false);
    expect(isNarrowed(read("sort=email"))).toBe(false);
    expect(isNarrowed(read("role=admin"))).toBe(true);
  });
});
