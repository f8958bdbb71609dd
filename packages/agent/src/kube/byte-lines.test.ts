import { describe, expect, it } from "vitest";
import { Random, seeds } from "../../test/random";
import { ByteLines } from "./byte-lines";

function cut(text: string, size: number, longest = 1 << 20) {
  const lines = new ByteLines(longest);
  const bytes = Buffer.from(text);
  const found: string[] = [];
  for (let from = 0; from < bytes.length; from += size)
    for (const line of lines.push(bytes.subarray(from, from + size))) found.push(line.toString("utf8"));
  return { found, lines };
}

describe("cutting a stream into lines", () => {
  it("gives every line whole, characters of several bytes included, however the bytes come", () => {
    for (const seed of seeds(300)) {
      const random = new Random(seed);
      const texts = random.many(10, () => `x${random.text().replaceAll("\n", " ").toWellFormed()}`);
      const { found } = cut(texts.map((text) => `${text}\n`).join(""), 1 + random.below(30));
      expect(found, `seed ${seed}`).toEqual(texts);
    }
  });

  it("keeps an unfinished last line to itself", () => {
    expect(cut("one\ntwo\nthr", 4).found).toEqual(["one", "two"]);
  });

  it.each([1, 3, 64])("skips a line that is too long, counts it, and goes on (pieces of %d)", (size) => {
    const { found, lines } = cut(`a\n${"x".repeat(100)}\nb\n`, size, 10);
    expect(found).toEqual(["a", "b"]);
    expect(lines.oversized).toBe(1);
  });
});
