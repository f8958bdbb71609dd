// Asks a real Prometheus and keeps what it says, so that a machine without one can hold the evaluator to it. Run it with
// `npm run record:promql -w @holdfast/simulator`; arguments name another binary and, for one that was built without, its
// version. Of a Prometheus 3 only the answers about ranges are kept: nothing else differs from 2.x but words.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Answer, ask, instantQuestion, type Question, rangeQuestion } from "./answers";
import { apiQuestions } from "./api-questions";
import { comparedQueries } from "./compared-queries";
import { dataset } from "./dataset";
import { prometheusVersion, startPrometheus } from "./real-prometheus";
import { refusedQueries } from "./refused-queries";

/** Enough for a tolerance of 1e-9, and a third of the size. */
const DIGITS = 11;

const shorter = (_name: string, value: unknown): unknown =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === "number" &&
  typeof value[1] === "string" &&
  /^-?\d+\.\d+$/.test(value[1])
    ? [value[0], String(Number(Number(value[1]).toPrecision(DIGITS)))]
    : value;

/** The order is part of the answer where a query sorts; elsewhere a range shows more. */
const asked = (query: string): Question => (/^(sort|topk|bottomk)/.test(query) ? instantQuestion(query, 4_700) : rangeQuestion(query, 2));

const everything = (): Question[] => [
  ...comparedQueries.map(asked),
  ...refusedQueries.map((query) => instantQuestion(query, 3_600)),
  ...apiQuestions,
];

async function recorded(): Promise<{ version: string; answers: [Question, Answer][] }> {
  const binary = process.argv[2] ?? "prometheus";
  const version = process.argv[3] ?? prometheusVersion(binary);
  if (version === null) throw new Error(`There is no ${binary} on the path. On Debian: apt install prometheus.`);
  const questions = Number.parseInt(version, 10) >= 3 ? comparedQueries.filter((query) => query.includes("[")).map(asked) : everything();
  const prometheus = await startPrometheus(dataset(), binary);
  try {
    const answers: [Question, Answer][] = [];
    for (const question of questions) answers.push([question, await ask(prometheus.origin, question)]);
    return { version, answers };
  } finally {
    await prometheus.stop();
  }
}

const { version, answers } = await recorded();
const folder = fileURLToPath(new URL("generated/", import.meta.url));
mkdirSync(folder, { recursive: true });
const lines = answers.map((pair) => JSON.stringify(pair, shorter));
writeFileSync(
  `${folder}prometheus-${Number.parseInt(version, 10)}.json`,
  `{"version":"${version}","answers":[\n${lines.join(",\n")}\n]}\n`,
);
