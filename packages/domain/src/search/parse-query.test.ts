import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeQueryProblem } from "./describe-query-problem";
import { formatQuery } from "./format-query";
import { parseQuery } from "./parse-query";
import type { SearchQuery } from "./search-query";

const read = (text: string): SearchQuery => {
  const parsed = parseQuery(text);
  if (!parsed.isValid) throw new Error(parsed.problems.map(describeQueryProblem).join(" "));
  return parsed.query;
};
const problemsOf = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.isValid ? [] : parsed.problems.map(({ code, from, to }) => ({ code, at: text.slice(from, to) }));
};

const part = fc.string({ unit: "binary", maxLength: 8 }).filter((text) => text.isWellFormed() && !text.includes("\0"));
const literal = part.filter((text) => text !== "").map((text) => [text]);
const starred = fc
  .tuple(part, fc.array(part.filter((text) => text !== "")), part)
  .map(([first, middle, last]) => [first, ...middle, last])
  .filter((parts) => parts.length > 1);
const pattern = fc.oneof(literal, starred);
const several = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 3 });
const label = fc.record({
  name: fc.constantFrom("team", "app.kubernetes.io/name", "a", "x.y/Z_1"),
  value: fc.option(fc.oneof(pattern, fc.constant([""])), { nil: null }),
});
const age = fc.record({ comparison: fc.constantFrom(">" as const, "<" as const), seconds: fc.nat({ max: 900_000_000 }) });
const isNegated = fc.boolean();
const term = fc.oneof(
  fc.record({
    key: fc.constantFrom("text", "kind", "cluster", "namespace", "name", "status", "image", "node", "owner"),
    isNegated,
    values: several(pattern),
  }),
  fc.record({ key: fc.constant("health"), isNegated, values: several(fc.constantFrom("Healthy", "Degraded")) }),
  fc.record({ key: fc.constant("environment"), isNegated, values: several(fc.constantFrom("production", "dr")) }),
  fc.record({ key: fc.constant("label"), isNegated, values: several(label) }),
  fc.record({ key: fc.constant("age"), isNegated, values: several(age) }),
);
// What the generators above make is what the type says, key by key.
const query = fc.array(term, { maxLength: 4 }).map((terms) => terms as unknown as SearchQuery);

describe("the language of the search", () => {
  it("reads what the help says", () => {
    expect(
      read(
        'core kind:Pod,Deployment cluster:prod-* -status:Running label:team=pay label:tier age:>1h health:degraded "a b" env:dr ns:pay*',
      ),
    ).toEqual([
      { key: "text", isNegated: false, values: [["core"]] },
      { key: "kind", isNegated: false, values: [["Pod"], ["Deployment"]] },
      { key: "cluster", isNegated: false, values: [["prod-", ""]] },
      { key: "status", isNegated: true, values: [["Running"]] },
      { key: "label", isNegated: false, values: [{ name: "team", value: ["pay"] }] },
      { key: "label", isNegated: false, values: [{ name: "tier", value: null }] },
      { key: "age", isNegated: false, values: [{ comparison: ">", seconds: 3600 }] },
      { key: "health", isNegated: false, values: ["Degraded"] },
      { key: "text", isNegated: false, values: [["a b"]] },
      { key: "environment", isNegated: false, values: ["dr"] },
      { key: "namespace", isNegated: false, values: [["pay", ""]] },
    ]);
    expect(read("  ")).toEqual([]);
    expect(read("image:registry.example/a:1.25@sha256")).toEqual([
      { key: "image", isNegated: false, values: [["registry.example/a:1.25@sha256"]] },
    ]);
  });

  it("takes a star, a comma and a colon in quotes for what they are", () => {
    expect(read(String.raw`"a*,b" "kind:Pod" pre"*"* "say \"x\\\""`)).toEqual([
      { key: "text", isNegated: false, values: [["a*,b"]] },
      { key: "text", isNegated: false, values: [["kind:Pod"]] },
      { key: "text", isNegated: false, values: [["pre*", ""]] },
      { key: "text", isNegated: false, values: [[String.raw`say "x\"`]] },
    ]);
  });

  it.each([
    ["web color:red", [{ code: "unknownKey", at: "color" }]],
    ["kind: web", [{ code: "missingValue", at: "kind:" }]],
    ["kind:Pod,", [{ code: "emptyValue", at: "" }]],
    ['a "b c', [{ code: "unclosedQuote", at: '"b c' }]],
    ["health:great,Healthy", [{ code: "unknownWord", at: "great" }]],
    [
      "age:1h age:>1y",
      [
        { code: "badAge", at: "1h" },
        { code: "badAge", at: ">1y" },
      ],
    ],
    ["label:=x", [{ code: "badLabel", at: "=x" }]],
    ["a - b", [{ code: "loneDash", at: "-" }]],
    ["a\0b", [{ code: "badCharacter", at: "\0" }]],
    ["a \ud800", [{ code: "badCharacter", at: "\ud800" }]],
    [`a${"b".repeat(500)}`, [{ code: "tooLong", at: "b" }]],
    ["x ".repeat(21), [{ code: "tooMany", at: "x" }]],
  ])("says of %j what is wrong, and where", (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it("names the place and the remedy of every problem in a sentence", () => {
    const parsed = parseQuery("web color:red");
    expect(parsed.isValid ? "" : parsed.problems.map(describeQueryProblem).join()).toMatch(
      /^character 5: there is no key color: take one of kind, .*quotes/,
    );
  });

  it("reads again what it wrote, whatever the query", () => {
    fc.assert(
      fc.property(query, (before) => {
        const text = formatQuery(before);
        fc.pre(text.length <= 500);
        expect(read(text)).toEqual(before);
      }),
    );
  });

  it("reads any text or says what is wrong within it, and never throws", () => {
    const signs = fc.constantFrom('"', ",", ":", "-", "*", "\\", " ", "=", "kind", "label", "age", ">", "1h", "x");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(signs).map((all) => all.join("")),
        ),
        (text) => {
          const parsed = parseQuery(text);
          if (parsed.isValid) expect(read(formatQuery(parsed.query))).toEqual(parsed.query);
          else for (const { from, to } of parsed.problems) expect(0 <= from && from <= to && to <= text.length).toBe(true);
        },
      ),
    );
  });
});
