import type { StepState } from "@holdfast/contracts/failover-phase";
import type { StepName } from "@holdfast/contracts/plan-step";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { StoppedStep } from "@holdfast/domain/gates/can-operate-run";
import { decidesWriter, waitsForPeople } from "@holdfast/domain/plan/step-catalogue";

const STOPPED = ["Failed", "Unknown"] as const satisfies readonly StepState[];

/** The steps of a run whose latest attempt has ended without success: what the run would go on without when it is told to skip. */
export async function stoppedSteps(tx: Pick<Prisma.TransactionClient, "stepRun" | "run">, runId: string): Promise<StoppedStep[]> {
  const [steps, open] = await Promise.all([
    tx.stepRun.findMany({
      where: { runId, state: { in: [...STOPPED] } },
      orderBy: { index: "asc" },
      select: { index: true, name: true, use: true },
    }),
    tx.run.findMany({ where: { parentId: runId, finishedAt: null }, select: { parentStep: true } }),
  ]);
  return steps.map(({ index, name, use }) => ({
    name,
    // The column is only written from the catalogue.
    waitsForPeople: waitsForPeople(use as StepName),
    decidesWriter: decidesWriter(use as StepName),
    hasOpenChild: open.some(({ parentStep }) => parentStep === index),
  }));
}
