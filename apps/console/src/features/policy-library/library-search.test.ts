import { expect, it } from "vitest";
import { libraryQuestion } from "./library-search";

it("an address asks for what it says, without words that nobody knows", () => {
  expect(libraryQuestion({ text: " tls ", sort: null, facets: { category: ["network", "fishing"], engine: [] } })).toMatchObject({
    ...{ text: "tls", categories: ["network"], engines: [], cursor: null },
  });
});
