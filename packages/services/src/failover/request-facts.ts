import type { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanFinding } from "@holdfast/contracts/gate";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { RequestFacts } from "@holdfast/domain/gates/can-request-failover";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { z } from "zod";

/** The phases in which a run holds its group or waits for it. */
export const HOLDING_PHASES = ["AwaitingApproval", "Approved", ...movingPhases] as const satisfies readonly RunPhase[];

/** What the request gate looks at, read from the store. */
export async function requestFacts(
  tx: Prisma.TransactionClient,
  plan: { id: string; groupId: string },
  version: number,
  now: Date,
): Promise<RequestFacts & { evaluationId: string | null }> {
  const [current, evaluation, busy] = await Promise.all([
    tx.plan.findUniqueOrThrow({ where: { id: plan.id }, select: { latest: true } }),
    tx.evaluation.findFirst({ where: { planId: plan.id, number: version }, orderBy: { evaluatedAt: "desc" } }),
    tx.run.findFirst({
      where: { groupId: plan.groupId, phase: { in: [...HOLDING_PHASES] } },
      include: { plan: { select: { name: true } } },
    }),
  ]);
  return {
    requestedVersion: version,
    latestVersion: current.latest,
    evaluation: evaluation && { findings: z.array(PlanFinding).parse(evaluation.findings), evaluatedAt: evaluation.evaluatedAt },
    evaluationId: evaluation?.id ?? null,
    busyWith: busy?.plan.name ?? null,
    now,
  };
}
