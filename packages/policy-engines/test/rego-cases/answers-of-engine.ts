import type { RegoEngine } from "../../src/rego/rego-engine";
import type { RegoVerdict } from "../../src/rego/rego-types";
import type { CaseAnswer } from "./answer-of-case";
import type { RegoCase } from "./rego-case";

function answerOf(verdict: RegoVerdict): CaseAnswer {
  if (verdict.state === "failed") return { error: verdict.problem.code };
  return verdict.state === "undefined" ? { undefined: true } : { value: verdict.value };
}

/** What the engine says to each input of a case. */
export async function answersOfEngine(engine: RegoEngine, { modules, version, query, inputs, data }: RegoCase): Promise<CaseAnswer[]> {
  const files = modules.map((text, i) => ({ file: `module-${i}.rego`, text }));
  const preparation = await engine.prepare({ modules: files, version, query });
  if (!preparation.isPrepared) return [{ problems: preparation.problems.map(({ code, file, line }) => `${file}:${line} ${code}`) }];
  const verdicts = await engine.evaluate(preparation.policy, { inputs, ...(data ? { data } : {}) });
  engine.release(preparation.policy);
  return verdicts.map(answerOf);
}
