import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { allCases } from "../../test/rego-cases/all-cases";
import { answersAsText, type CaseAnswer } from "../../test/rego-cases/answer-of-case";
import { answersOfEngine } from "../../test/rego-cases/answers-of-engine";
import { libraryCases } from "../../test/rego-cases/library-cases";
import { createRegoEngine } from "./rego-engine";

const engine = createRegoEngine({ workers: 1 });
afterAll(() => engine.dispose());

describe("OPA in WebAssembly", () => {
  it("says to every case what a real OPA has said", async () => {
    const answers = new Map<string, CaseAnswer[]>();
    for (const each of allCases) answers.set(each.name, await answersOfEngine(engine, each));
    // Written by opa-differential.real.test.ts from a real OPA, never from this engine.
    expect(answersAsText(answers)).toBe(await readFile(new URL("../../test/rego-cases/opa-says.snap", import.meta.url), "utf8"));
  }, 90_000);

  it("is asked at least ninety cases, each under a name of its own", () => {
    expect(new Set(allCases.map(({ name }) => name)).size).toBe(allCases.length);
    expect(allCases.length).toBeGreaterThanOrEqual(90);
  });

  it("is asked at least two hundred and fifty things about the policies of our own library", () => {
    expect(libraryCases.reduce((total, { inputs }) => total + inputs.length, 0)).toBeGreaterThanOrEqual(250);
  });
});
