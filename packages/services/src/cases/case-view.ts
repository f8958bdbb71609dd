import { CaseSpec, type CaseView, StepResult, TargetResult } from "@holdfast/contracts/scenario-case";
import type { CaseEvaluation, ScenarioCase } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

const Results = z.array(TargetResult);
const Kept = z.object({ targets: Results, steps: z.array(StepResult) });

/** What an evaluation kept. Evaluations from before cases had steps kept the list of targets alone. */
const readKept = (kept: unknown): z.infer<typeof Kept> =>
  Array.isArray(kept) ? { targets: Results.parse(kept), steps: [] } : Kept.parse(kept);

/** The case as pages show it; `evaluations` are newest first. */
export function caseView(row: ScenarioCase, evaluations: readonly CaseEvaluation[]): CaseView {
  const read = evaluations.map(({ evaluatedAt, results }) => {
    const { targets, steps } = readKept(results);
    return { evaluatedAt, results: targets, steps };
  });
  const count = (results: z.infer<typeof Results>, verdict: TargetResult["verdict"]) =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    id: row.id,
    spec: CaseSpec.parse(row.spec),
    contentHash: row.contentHash,
    latest: read[0] ?? null,
    history: read.map(({ evaluatedAt, results }) => ({
      evaluatedAt,
      verified: count(results, "verified"),
      failing: count(results, "failing"),
      noEvidence: count(results, "noEvidence"),
    })),
  };
}
