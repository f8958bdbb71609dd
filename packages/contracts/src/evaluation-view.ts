import { z } from "zod";
import { PlanFinding } from "./gate";
import { StepChanges } from "./step-changes";

/** One readiness evaluation of a plan version, kept as it was. */
export const EvaluationView = z.object({
  id: z.uuid(),
  evaluatedAt: z.date(),
  contentHash: z.string().length(64),
  isReady: z.boolean(),
  findings: z.array(PlanFinding),
});
export type EvaluationView = z.infer<typeof EvaluationView>;

/** What a run was asked for on: the findings, and what a dry run of each step would change. Both are part of what is approved. */
export const ApprovedEvaluation = EvaluationView.extend({ changes: z.array(StepChanges) });
