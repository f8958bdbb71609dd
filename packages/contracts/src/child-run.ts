import { z } from "zod";
import { PlanId } from "./ids";
import { RunMode } from "./run-mode";
import { WorkflowName } from "./workflow";

const Hash = z.string().length(64);

/** A run of another plan that a step of a run may make, as it was approved with that run: this version, on these findings, for these sites. */
export const PinnedChild = z.strictObject({
  plan: z.string(),
  workflow: WorkflowName,
  planId: PlanId,
  planVersion: z.number().int().positive(),
  planContentHash: Hash,
  evaluationId: z.uuid(),
  evaluationContentHash: Hash,
  groupId: z.uuid(),
  primaryId: z.uuid(),
  standbyId: z.uuid(),
  /** The clusters beside the two that its steps may act on, in the order of the plan. */
  otherIds: z.array(z.uuid()),
  /** How it would be made by its own primary, when the run was asked for. */
  mode: RunMode,
  approvalsRequired: z.number().int().positive(),
});
export type PinnedChild = z.infer<typeof PinnedChild>;

/** The plans that the steps of a run may run, each workflow once; null in the row of a run whose plan names none. */
export const PinnedChildren = z
  .array(PinnedChild)
  .nullable()
  .transform((pinned) => pinned ?? []);
