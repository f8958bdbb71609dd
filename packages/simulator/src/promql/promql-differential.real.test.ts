import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, askOurs, difference, instantQuestion, questionsOf } from "./differential/answers";
import { apiQuestions } from "./differential/api-questions";
import { comparedQueries } from "./differential/compared-queries";
import { dataset } from "./differential/dataset";
import { ourPrometheus } from "./differential/our-prometheus";
import { prometheusVersion, type RealPrometheus, startPrometheus } from "./differential/real-prometheus";
import { refusedQueries, unparsableQueries } from "./differential/refused-queries";

// Skipped where there is no `prometheus` on the path; its recorded answers are held to all the same.
describe.skipIf(lacks("prometheus"))("the evaluator beside a real Prometheus", () => {
  const ours = ourPrometheus(prometheusVersion() ?? "2");
  let real: RealPrometheus;
  beforeAll(async () => {
    real = await startPrometheus(dataset());
  });
  afterAll(() => real?.stop());

  it.each(comparedQueries)("gives the same values for %s", async (query) => {
    for (const question of questionsOf(query)) {
      const theirs = await ask(real.origin, question);
      expect(theirs.status).toBe(200);
      const keepsOrder = /^(sort|topk|bottomk)/.test(query) && question.path === "/api/v1/query";
      expect(difference(await askOurs(ours, question), theirs, keepsOrder)).toBeUndefined();
    }
  });

  it.each(refusedQueries)("refuses in the same words: %j", async (query) => {
    const question = instantQuestion(query, 3_600);
    const theirs = await ask(real.origin, question);
    expect(theirs.status).toBeGreaterThanOrEqual(400);
    expect(difference(await askOurs(ours, question), theirs)).toBeUndefined();
  });

  it.each(unparsableQueries)("refuses with the same status and type: %j", async (query) => {
    const question = instantQuestion(query, 3_600);
    const [mine, theirs] = [await askOurs(ours, question), await ask(real.origin, question)];
    expect(mine.status).toBe(theirs.status);
    expect(mine.body).toMatchObject({ status: "error", errorType: "bad_data" });
    expect(theirs.body).toMatchObject({ status: "error", errorType: "bad_data" });
  });

  it.each(apiQuestions)("answers the same to $path $params", async (question) => {
    expect(difference(await askOurs(ours, question), await ask(real.origin, question))).toBeUndefined();
  });
});
