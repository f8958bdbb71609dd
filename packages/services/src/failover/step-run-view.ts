import type { StepRunView } from "@holdfast/contracts/failover";
import { StepState } from "@holdfast/contracts/failover-phase";
import { ObjectChange } from "@holdfast/contracts/object-change";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { StepRun } from "@holdfast/db/generated/prisma/client";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { stepCluster, waitsForPeople } from "@holdfast/domain/plan/step-catalogue";
import { stepSubjectHash } from "@holdfast/domain/run/subject-hash";
import { z } from "zod";

/** A step of a run as the run page shows it; `row` is absent before the run has started. */
export function stepRunView(step: PlanStep, index: number, row: StepRun | undefined, runSubjectHash: string): StepRunView {
  const { object, change, undo } = describeStep(step);
  const state = StepState.parse(row?.state ?? "Pending");
  const waits = waitsForPeople(step.use) && (state === "AwaitingApproval" || state === "Verifying");
  return {
    index,
    name: step.name,
    use: step.use,
    object,
    clusterName: stepCluster(step),
    state,
    attempt: row?.attempt ?? 0,
    message: row?.message ?? "",
    change,
    undo,
    isIrreversible: row?.isIrreversible ?? false,
    subjectHash: waits ? stepSubjectHash(runSubjectHash, step.name) : null,
    startedAt: row?.startedAt ?? null,
    finishedAt: row?.finishedAt ?? null,
    changes: z.array(ObjectChange).parse(row?.changes ?? []),
  };
}
