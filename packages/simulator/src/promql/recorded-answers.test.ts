import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Answer, askOurs, difference, type Question } from "./differential/answers";
import { comparedQueries } from "./differential/compared-queries";
import { ourPrometheus } from "./differential/our-prometheus";

interface Recording {
  readonly version: string;
  readonly answers: readonly (readonly [Question, Answer])[];
}

const folder = new URL("differential/generated/", import.meta.url);
const recordings = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Recording);

describe.each(recordings)("the evaluator beside the recorded answers of Prometheus $version", ({ version, answers }) => {
  const ours = ourPrometheus(version);

  it("is held to every query of the list that asks for a range, and by one version to all", () => {
    const isWhole = Number.parseInt(version, 10) < 3;
    const recorded = new Set(answers.map(([{ params }]) => params.find(([name]) => name === "query")?.[1]));
    const expected = comparedQueries.filter((query) => isWhole || query.includes("["));
    expect(expected.filter((query) => !recorded.has(query))).toEqual([]);
    expect(new Set(expected).size).toBeGreaterThanOrEqual(isWhole ? 240 : 75);
  });

  it.each(answers)("gives the same answer to %j", async (question, recorded) => {
    expect(difference(await askOurs(ours, question), recorded)).toBeUndefined();
  });
});
