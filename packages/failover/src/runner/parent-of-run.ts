import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";

/** Whether the step that made a run still waits for it: `starts`, `waits` while its run is held, or never any more. */
export type ParentSays = { readonly kind: "starts" } | { readonly kind: "waits" | "ended"; readonly said: Worded };

/** Asks the run that made this one; of a run that people asked for there is none, and nothing keeps it. */
export async function parentSays(
  tx: Pick<Prisma.TransactionClient, "run">,
  run: Pick<Run, "id" | "parentId" | "parentStep" | "parentAttempt">,
): Promise<ParentSays> {
  if (run.parentId === null) return { kind: "starts" };
  const { phase, plan, steps } = await tx.run.findUniqueOrThrow({
    where: { id: run.parentId },
    select: { phase: true, plan: { select: { name: true } }, steps: { where: { index: run.parentStep ?? -1 } } },
  });
  const [step] = steps;
  const isAwaited = step?.commandId === run.id && step.attempt === run.parentAttempt && step.state === "Verifying";
  const isHeld = (["Paused", "NeedsOperator"] as RunPhase[]).some((held) => held === phase);
  if (isAwaited && phase === "Running") return { kind: "starts" };
  return isAwaited && isHeld
    ? { kind: "waits", said: worded("ParentHeld", { plan: plan.name }) }
    : { kind: "ended", said: worded("ParentMovedOn", { plan: plan.name }) };
}
