import type { AttemptView, StepRunView } from "@holdfast/contracts/failover";
import { StepState } from "@holdfast/contracts/failover-phase";
import { ObjectChange } from "@holdfast/contracts/object-change";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { RelatedRun } from "@holdfast/contracts/related-run";
import type { RunMode } from "@holdfast/contracts/run-mode";
import type { StepRun } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { waitsForPeople } from "@holdfast/domain/plan/step-catalogue";
import { stepInMode } from "@holdfast/domain/plan/step-in-mode";
import { stepSubjectHash } from "@holdfast/domain/run/subject-hash";
import { z } from "zod";
import { planStepView } from "./plan-step-view";

/** A step of a run of that mode as the run page shows it; `row` is absent before the run has started. Whoever asks adds `decide`. */
export function stepRunView(
  planned: PlanStep,
  { index, set, mode }: { readonly index: number; readonly set: string | null; readonly mode: RunMode },
  row: StepRun | undefined,
  runSubjectHash: string,
  attempts: AttemptView[],
  children: RelatedRun[] = [],
): StepRunView {
  const inMode = stepInMode(planned, mode);
  const step = inMode ?? planned;
  const state = StepState.parse(row?.state ?? (inMode ? "Pending" : "Skipped"));
  const waits = waitsForPeople(step.use) && (state === "AwaitingApproval" || state === "Verifying");
  return {
    ...planStepView(step, set),
    variant: planned.ungraceful === undefined ? null : inMode ? mode : "leftOut",
    index,
    state,
    attempt: row?.attempt ?? 0,
    message: row?.message ?? "",
    phrase: phraseOfRow(row?.phrase),
    isIrreversible: row?.isIrreversible ?? false,
    subjectHash: waits ? stepSubjectHash(runSubjectHash, step.name) : null,
    decide: null,
    startedAt: row?.startedAt ?? null,
    deadlineAt: row?.deadlineAt ?? null,
    finishedAt: row?.finishedAt ?? null,
    changes: z.array(ObjectChange).parse(row?.changes ?? []),
    attempts,
    children,
  };
}
