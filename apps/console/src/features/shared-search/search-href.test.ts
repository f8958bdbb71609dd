import { describe, expect, it } from "vitest";
import { imageHref, queryValue, searchHref } from "./search-href";

const queryOf = (href: string) => new URL(href, "http://console.test").searchParams.get("q");

describe("the way to a search", () => {
  it("carries the query as it is, whatever is in it", () => {
    const query = 'a&b=c "x y" label:team=pay#1 100%';
    expect(queryOf(searchHref(query))).toBe(query);
    expect(searchHref("")).toBe("/search");
  });

  it("leads from an image to the objects that run this very image", () => {
    expect(queryOf(imageHref("registry.example:5000/bank/core:1.25@sha256:ab"))).toBe(
      "image:*registry.example:5000/bank/core:1.25@sha256:ab",
    );
    expect(queryOf(imageHref('a,b* "c"'))).toBe(String.raw`image:*"a,b* \"c\""`);
  });

  it("puts in quotes what would be read as something else", () => {
    expect(["Pod", "prod-1", "a b", "a*"].map(queryValue)).toEqual(["Pod", "prod-1", '"a b"', '"a*"']);
  });
});
