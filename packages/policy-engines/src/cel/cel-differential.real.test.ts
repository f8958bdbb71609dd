import { spawnSync } from "node:child_process";
import { lacks, programPath } from "@holdfast/testkit/testbed/program-paths";
import { describe, expect, it } from "vitest";
import { type Answer, oracleAnswer, ourAnswer } from "../../test/cel/our-answer";
import { sample } from "../../test/cel/sample";
import { themes } from "../../test/cel/themes";

const askOracle = (expressions: readonly string[]): Answer[] => {
  const input = expressions.map((expr) => `${JSON.stringify({ expr, vars: sample })}\n`).join("");
  const { stdout, stderr, status } = spawnSync(programPath("cel", "cel-oracle"), { input, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`the oracle failed: ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
};

const LONG = Array.from({ length: 300 }, () => "1").join(" + ");
const DEEP = `${"(".repeat(260)}1${")".repeat(260)}`;

/** A value is compared whole; a refusal by the stage at which it comes, and by the place that it points to. */
const essence = ({ value, compile, runtime }: Answer) => {
  if (compile !== undefined) return { refused: "when it is compiled", at: /<input>:(-?\d+:\d+)/.exec(compile)?.[1] ?? "nowhere" };
  return runtime === undefined ? { value } : { refused: "when it is evaluated" };
};

// Skipped where the oracle is not built: npm run testbed:build -- cel
describe.skipIf(lacks("cel"))("CEL beside the compiler of the API server", () => {
  it.each(Object.entries(themes))("gives the same value, or is refused at the same stage and place: %s", (_theme, expressions) => {
    const theirs = askOracle(expressions).map(oracleAnswer);
    const ours = expressions.map(ourAnswer);
    const both = (answers: readonly Answer[]) => expressions.map((expression, i) => [expression, essence(answers[i] ?? {})]);
    expect(both(ours)).toEqual(both(theirs));
  });

  it("refuses in the very words of the API server, except for what is no expression at all", () => {
    const expressions = Object.values(themes).flat();
    const theirs = askOracle(expressions);
    const differing = expressions.filter((expression, i) => {
      const { compile } = theirs[i] ?? {};
      return compile !== undefined && !compile.includes("Syntax error") && ourAnswer(expression).compile !== compile;
    });
    // An escape that is none, and a macro that fails in two ways at one place.
    expect(differing).toEqual(["b'\\u00e9'", "'\\ud800'", "1.optMap(x, x)"]);
  });

  it("has the same limits of size and depth", () => {
    const huge = `[${"1,".repeat(60_000)}1]`;
    const expressions = [LONG, DEEP, huge, `object${".a".repeat(260)}`, Array.from({ length: 3000 }, () => "true").join(" && ")];
    const theirs = askOracle(expressions).map(oracleAnswer);
    expect(expressions.map(ourAnswer).map(essence)).toEqual(theirs.map(essence));
    expect(theirs.filter(({ compile }) => compile !== undefined)).toHaveLength(4);
  });
});
