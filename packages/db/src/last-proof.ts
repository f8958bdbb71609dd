import type { Prisma } from "./generated/prisma/client";

/** When a workflow of a plan last proved itself: a run of which nobody skipped a step, or a drill that passed where it had conditions to pass. Null: never. */
export async function lastProof(tx: Prisma.TransactionClient, planId: string, workflow: string): Promise<Date | null> {
  const run = await tx.run.findFirst({
    where: {
      ...{ planId, workflow, phase: "Succeeded", kind: { not: "rehearsal" } },
      // What a person had it go on without was not shown to work.
      journal: { none: { transition: "skipped" } },
      OR: [{ drillProof: { is: null } }, { drillProof: { is: { verdict: "passed" } } }],
    },
    orderBy: { finishedAt: "desc" },
    select: { finishedAt: true },
  });
  return run?.finishedAt ?? null;
}
