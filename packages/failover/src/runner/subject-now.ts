import type { Run } from "@holdfast/db/generated/prisma/client";
import { type RunSubject, subjectHash } from "@holdfast/domain/run/subject-hash";
import type { RunPlan } from "./load-run";

/** A run's row with what of it was approved. */
export type SubjectRow = Pick<Run, "id" | "mode" | "approvedMode"> & Omit<RunSubject, "runId" | "mode" | keyof Hashes | "children">;

type Hashes = Pick<RunSubject, "planContentHash" | "evaluationContentHash" | "armingHash" | "parentHash">;

/** The hash of what people approved where that was not the run itself: the arming that it was begun under, or the run whose step made it. */
export type ApprovedBy = Required<Pick<RunSubject, "armingHash" | "parentHash">>;

/**
 * The hash of what a run does, made again from its row and the plan in hand: what was approved, or something else. A run that
 * lost its primary since goes on in another mode than the one that was asked for.
 */
export const subjectNow = (
  run: SubjectRow,
  plan: Pick<RunPlan, "contentHash" | "evaluationContentHash" | "children">,
  { armingHash, parentHash }: ApprovedBy,
): string =>
  subjectHash({
    ...run,
    mode: run.approvedMode ?? run.mode,
    runId: run.id,
    armingHash,
    parentHash,
    planContentHash: plan.contentHash,
    evaluationContentHash: plan.evaluationContentHash,
    children: plan.children.map(({ pinned }) => pinned),
  });
