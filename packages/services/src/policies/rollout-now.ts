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

/** The rollouts that take the clusters of others back, by the id of those. */
export async function restoresOf(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rollout.findMany({ where: { restoresId: { in: [...ids] } }, select: { id: true, restoresId: true } });
  return new Map(rows.flatMap(({ id, restoresId }): [string, string][] => (restoresId === null ? [] : [[restoresId, id]])));
}

/** What a rollout waits for, by the same machine that drives it. */
export async function rolloutNow(
  tx: Prisma.TransactionClient,
  rollout: LoadedRollout,
  restores: ReadonlyMap<string, string>,
  now: Date,
): Promise<RolloutNow> {
  const restoredById = restores.get(rollout.id) ?? null;
  if (rollout.phase !== "Running" && rollout.phase !== "AwaitingApproval") return { waits: null, restoredById };
  const { waits } = nextStep(await rolloutFacts(tx, rollout, now));
  if (waits === null) return { waits, restoredById };
  const name = waits.kind === "freeze" ? ((await rolloutFreeze(tx, rollout, now))?.name ?? null) : null;
  return { waits: { kind: waits.kind, until: waits.until === null ? null : new Date(waits.until), name }, restoredById };
}
