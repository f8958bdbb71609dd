import { describe, expect, it } from "vitest";
import { Random, seeds } from "../../test/random";
import { JsonItems } from "./json-items";

/** Feeds a text in pieces of the given sizes, again and again. */
function cut(text: string, sizes: readonly number[], largest = 1 << 20) {
  const items = new JsonItems(largest);
  const bytes = Buffer.from(text);
  const found: unknown[] = [];
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    for (const item of items.push(bytes.subarray(from, from + size))) found.push(JSON.parse(item.toString("utf8")));
    from += size;
  }
  return { found, items };
}

describe("cutting a list into its items", () => {
  it("gives the items and the rest of the list as they were, however the bytes come", () => {
    for (const seed of seeds(800)) {
      const random = new Random(seed);
      const value = { kind: random.text(), metadata: random.json(), items: random.many(8, () => random.object()), tail: random.json() };
      const pieces = [1 + random.below(40), ...random.many(4, () => 1 + random.below(40))];
      const { found, items } = cut(JSON.stringify(value, null, random.below(2) * 2), pieces);
      expect(JSON.stringify(found), `seed ${seed}`).toBe(JSON.stringify(value.items));
      expect(JSON.stringify(items.envelopeSoFar()), `seed ${seed}`).toBe(JSON.stringify({ ...value, items: [] }));
    }
  });

  it("takes only the list's own items for items", () => {
    const text = '{"metadata":{"items":[1],"x":"\\"items\\":["},"note":["items",{"items":[{"a":1}]}],"items":[{"items":[{"b":2}]}]}';
    expect(cut(text, [1]).found).toEqual([{ items: [{ b: 2 }] }]);
  });

  it.each([
    '{"metadata":{"resourceVersion":"7"},"items":null}',
    '{"metadata":{"resourceVersion":"7"},"items":[]}',
    '{"metadata":{"resourceVersion":"7"}}',
  ])("finds nothing in %s, and reads the rest", (text) => {
    const { found, items } = cut(text, [3]);
    expect(found).toEqual([]);
    expect(items.envelopeSoFar()).toMatchObject({ metadata: { resourceVersion: "7" } });
  });

  it("knows the head before the items came", () => {
    const items = new JsonItems(100);
    items.push(Buffer.from('{"metadata":{"continue":"abc"},"items":[{"a":'));
    expect(items.hasHeader).toBe(true);
    expect(items.envelopeSoFar()).toMatchObject({ metadata: { continue: "abc" } });
  });

  it("leaves out an item that is too large, counts it, and goes on with the next", () => {
    const { found, items } = cut(JSON.stringify({ items: [{ a: 1 }, { a: "x".repeat(500) }, { a: 2 }] }), [7], 100);
    expect(found).toEqual([{ a: 1 }, { a: 2 }]);
    expect(items.oversized).toBe(1);
  });

  it("says that a broken list is no JSON", () => {
    expect(() => cut('{"metadata":{},"items":[{"a":1}', [5]).items.envelopeSoFar()).not.toThrow();
    expect(() => cut("<html>", [2]).items.envelopeSoFar()).toThrow(SyntaxError);
  });
});
