import { RunPhase } from "@holdfast/contracts/failover-phase";
import { Fault } from "@holdfast/contracts/fault";
import { RunId } from "@holdfast/contracts/ids";
import type { RelatedRun } from "@holdfast/contracts/related-run";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { visibleRun } from "./failover-target";

/** A run as another one names it. */
export const relatedRun = (run: { readonly id: string; readonly phase: string; readonly plan: { readonly name: string } }): RelatedRun => ({
  id: RunId.parse(run.id),
  planName: run.plan.name,
  phase: RunPhase.parse(run.phase),
});

/** The runs that the steps of a run have made, the first of each step first. Whoever may see the run may see these: it takes the rights on their clusters. */
export const runsMade = (prisma: Pick<Prisma.TransactionClient, "run">, runId: string) =>
  prisma.run.findMany({
    where: { parentId: runId },
    orderBy: [{ parentStep: "asc" }, { parentAttempt: "asc" }],
    select: { id: true, phase: true, parentStep: true, parentAttempt: true, plan: { select: { name: true } } },
  });

/** The run whose step made a run; null when none did, and when the caller may not see it. */
export async function visibleParent(ctx: ServiceContext, parentId: string | null): Promise<RelatedRun | null> {
  if (parentId === null) return null;
  try {
    return relatedRun((await visibleRun(ctx, parentId)).run);
  } catch (cause) {
    if (cause instanceof Fault && cause.code === "NotFound") return null;
    throw cause;
  }
}
