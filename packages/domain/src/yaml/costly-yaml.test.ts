import { expect, it } from "vitest";
import { z } from "zod";
import { readKubeconfig } from "../kubeconfig/read-kubeconfig";
import { readYaml } from "./read-yaml";

const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join("\n");
const rules = { now: new Date(0), isLoopbackAllowed: false };
/** Against how long the same parser takes for plain text of that size: figures of a clock alone would say something of the machine. */
const PLAIN = lines(8000, (i) => `- k${i}: [a${i}]`);

function msOf(work: () => unknown): number {
  const startedMs = performance.now();
  try {
    work();
  } catch {
    // What it says is another test's.
  }
  return performance.now() - startedMs;
}

it.each([
  ["a chain of aliases", lines(8000, (i) => `k${i}: &a${i} [*a${Math.max(0, i - 1)}]`)],
  ["one map of thousands of keys", lines(20_000, (i) => `k${i}: 1`)],
])("a text that somebody sends holds nobody else up: %s", (_, text) => {
  const plainMs = msOf(() => readYaml(z.unknown(), PLAIN));
  expect(msOf(() => readYaml(z.unknown(), text))).toBeLessThan(10 * plainMs + 200);
  expect(msOf(() => readKubeconfig(text, rules))).toBeLessThan(10 * plainMs + 200);
});

it("a key that stands twice in one map is found where it stands, and the same key in two maps is none", () => {
  const read = readYaml(z.unknown(), "a: 1\nb: {c: 1, d: 2, c: 3}\n1: x\na: 2\n");
  expect(read).toMatchObject({
    isValid: false,
    problems: [
      { line: 2, column: 17, message: expect.stringContaining("unique"), remedy: "remove one of the two" },
      { line: 4, column: 1 },
    ],
  });
  expect(readYaml(z.unknown(), 'a: {c: 1}\nb: {c: 1}\n1: x\n"1": y\n')).toMatchObject({ isValid: true });
  expect(() => readKubeconfig("contexts: []\ncontexts: []\n", rules)).toThrow(/DUPLICATE_KEY/);
});
