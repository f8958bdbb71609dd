import type { RunKind } from "@holdfast/contracts/failover";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanFinding } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";
import type { PlanSpec } from "@holdfast/contracts/plan";
import type { RunMode } from "@holdfast/contracts/run-mode";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { RequestFacts } from "@holdfast/domain/gates/can-request-failover";
import { isForDrills } from "@holdfast/domain/plan/step-catalogue";
import { workflowOf } from "@holdfast/domain/plan/workflow";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { z } from "zod";

/** The phases in which a run holds its group or waits for it. */
export const HOLDING_PHASES = ["AwaitingApproval", "Approved", ...movingPhases] as const satisfies readonly RunPhase[];

/** Where a group runs by its last run that succeeded, by name; null before the first. */
export async function activeSiteName(tx: Prisma.TransactionClient, groupId: string): Promise<string | null> {
  const { activeSite } = await tx.protectionGroup.findUniqueOrThrow({ where: { id: groupId }, select: { activeSite: true } });
  const cluster = activeSite === null ? null : await tx.cluster.findUnique({ where: { id: activeSite }, select: { name: true } });
  return cluster?.name ?? null;
}

/** The drills that their calendar has asked for and that have not begun: they make way for whatever people ask for. */
export const yieldingDrills = (groupId: string) =>
  ({ groupId, kind: "drill", origin: "calendar", phase: { in: ["AwaitingApproval", "Approved"] } }) satisfies Prisma.RunWhereInput;

interface Asked {
  readonly version: number;
  readonly workflow: WorkflowName;
  readonly mode: RunMode;
  readonly openLosses?: readonly Worded[];
  /** A failover where it says nothing. */
  readonly kind?: RunKind;
  /** Whether the calendar asks: then what it asked for before is in its way too. */
  readonly isByCalendar?: boolean;
}

/** What the request gate looks at, read from the store. */
export async function requestFacts(
  tx: Prisma.TransactionClient,
  plan: { readonly id: string; readonly groupId: string; readonly spec: PlanSpec },
  asked: Asked,
  now: Date,
): Promise<RequestFacts & { evaluationId: string | null }> {
  const { version, workflow, mode } = asked;
  const isDrill = asked.kind === "drill";
  const [current, evaluation, anyEvaluation, busy, rehearsing, activeSite] = await Promise.all([
    tx.plan.findUniqueOrThrow({ where: { id: plan.id }, select: { latest: true } }),
    tx.evaluation.findFirst({ where: { planId: plan.id, number: version, workflow }, orderBy: { evaluatedAt: "desc" } }),
    tx.evaluation.findFirst({ where: { planId: plan.id, number: version }, orderBy: { evaluatedAt: "desc" }, select: { id: true } }),
    tx.run.findFirst({
      where: {
        groupId: plan.groupId,
        kind: { not: "rehearsal" },
        phase: { in: [...HOLDING_PHASES] },
        ...(asked.isByCalendar ? {} : { NOT: yieldingDrills(plan.groupId) }),
      },
      include: { plan: { select: { name: true } } },
    }),
    tx.run.count({ where: { groupId: plan.groupId, kind: "rehearsal", phase: { in: [...HOLDING_PHASES] } } }),
    activeSiteName(tx, plan.groupId),
  ]);
  return {
    requestedVersion: version,
    latestVersion: current.latest,
    workflow,
    mode,
    hasWorkflow: workflowOf(plan.spec, workflow) !== null,
    standby: plan.spec.spec.standby,
    activeSite,
    evaluation: evaluation && { findings: z.array(PlanFinding).parse(evaluation.findings), evaluatedAt: evaluation.evaluatedAt },
    isEvaluated: anyEvaluation !== null,
    evaluationId: evaluation?.id ?? anyEvaluation?.id ?? null,
    busyWith: busy?.plan.name ?? null,
    rehearsing: rehearsing > 0,
    openLosses: asked.openLosses ?? [],
    now,
    isolation: { isForDrills: plan.spec.spec.drill?.isolated === true, isDrill },
    drillSteps: (isDrill ? [] : (workflowOf(plan.spec, workflow)?.steps ?? []))
      .filter(({ use }) => isForDrills(use))
      .map(({ name }) => name),
  };
}
