import type { RolloutWaitView } from "@holdfast/contracts/policy";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { nextStep } from "@holdfast/domain/policy/rollout-machine";
import { type LoadedRollout, rolloutFacts } from "./load-rollout-facts";
import { rolloutFreeze } from "./rollout-freeze";

/** What of a rollout changes by itself: what it stands still for now, and the rollout that takes its clusters back. */
export interface RolloutNow {
  readonly waits: RolloutWaitView | null;
  readonly restoredById: string | null;
}

/** What a rollout waits for, by the same machine that drives it. */
export async function rolloutNow(tx: Prisma.TransactionClient, rollout: LoadedRollout, now: Date): Promise<RolloutNow> {
  const restored = await tx.rollout.findUnique({ where: { restoresId: rollout.id }, select: { id: true } });
  const restoredById = restored?.id ?? null;
  if (rollout.phase !== "Running" && rollout.phase !== "AwaitingApproval") return { waits: null, restoredById };
  const { waits } = nextStep(await rolloutFacts(tx, rollout, now));
  if (waits === null) return { waits, restoredById };
  const name = waits.kind === "freeze" ? ((await rolloutFreeze(tx, rollout, now))?.name ?? null) : null;
  return { waits: { kind: waits.kind, until: waits.until === null ? null : new Date(waits.until), name }, restoredById };
}
