import type { EvaluationView } from "@holdfast/contracts/evaluation-view";
import { PlanFinding } from "@holdfast/contracts/gate";
import type { Evaluation } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

/** An evaluation as pages show it. */
export const evaluationView = (row: Evaluation): EvaluationView => ({
  id: row.id,
  evaluatedAt: row.evaluatedAt,
  contentHash: row.contentHash,
  isReady: row.isReady,
  findings: z.array(PlanFinding).parse(row.findings),
});
