import type { Prisma } from "./generated/prisma/client";

/** What one run needed for a step that it did in one go. */
export interface StepDuration {
  readonly step: string;
  readonly use: string;
  readonly ms: number;
}

/** So many of the newest runs speak for the next one; what was years ago says little. */
const NEWEST = 50;

/** What the steps of a plan's workflow took in its newest runs that succeeded, real ones and drills, in milliseconds. */
export async function stepDurations(tx: Prisma.TransactionClient, planId: string, workflow: string): Promise<StepDuration[]> {
  const runs = await tx.run.findMany({
    where: { planId, workflow, phase: "Succeeded", kind: { in: ["real", "drill"] } },
    orderBy: { id: "desc" },
    take: NEWEST,
    select: { steps: { where: { state: "Done" }, select: { name: true, use: true, startedAt: true, finishedAt: true } } },
  });
  return runs.flatMap(({ steps }) =>
    steps.flatMap(({ name, use, startedAt, finishedAt }) =>
      startedAt && finishedAt ? [{ step: name, use, ms: Math.max(0, finishedAt.getTime() - startedAt.getTime()) }] : [],
    ),
  );
}
