import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { whoCanQuestion, whoCanShape } from "./who-can-search";

const ID = "0192f0c0-0000-7000-8000-000000000000";
const read = (query: string) => whoCanQuestion(readListSearch(new URLSearchParams(query), whoCanShape));

describe("the question who can do something", () => {
  it("is what the address says", () => {
    expect(read(`permission=object:delete&cluster=${ID}`)).toEqual({ permission: "object:delete", clusterId: ID });
  });

  it("has no cluster where the permission is of the whole fleet", () => {
    expect(read(`permission=audit:read&cluster=${ID}`)).toEqual({ permission: "audit:read", clusterId: null });
  });

  it("is one that can be asked, whatever the address says", () => {
    expect(read("permission=root&cluster=;drop")).toEqual({ permission: "failover:approve", clusterId: null });
  });
});
