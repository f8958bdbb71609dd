import { CaseSpec, type CaseView, TargetResult } from "@holdfast/contracts/scenario-case";
import type { CaseEvaluation, ScenarioCase } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

const Results = z.array(TargetResult);

/** The case as pages show it; `evaluations` are newest first. */
export function caseView(row: ScenarioCase, evaluations: readonly CaseEvaluation[]): CaseView {
  const read = evaluations.map((evaluation) => ({ evaluatedAt: evaluation.evaluatedAt, results: Results.parse(evaluation.results) }));
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
