import { AcceptedLoss, type DataStore } from "@holdfast/contracts/data-store";
import type { Run } from "@holdfast/db/generated/prisma/client";
import type { GuardFacts } from "@holdfast/domain/gates/guards";
import { judgeStores } from "../evaluation/store-findings";
import type { Site } from "../step-context";
import type { RunContext } from "./run-context";

/** What the guard about a loss looks at. */
export type LossFacts = Pick<GuardFacts, "stores" | "acceptedLoss">;

/** Nothing that could be lost: the guard is not asked. */
export const NO_LOSS: LossFacts = { stores: null, acceptedLoss: null };

/** Judges a run's data stores by what was measured, for the guard; null stands for stores that are not to be looked at. */
export async function gatherLoss(
  ctx: Pick<RunContext, "db" | "links" | "now">,
  run: Pick<Run, "groupId" | "planId" | "acceptedLoss">,
  [primary, standby]: readonly [primary: Site, standby: Site, ...others: Site[]],
  stores: readonly DataStore[] | null,
): Promise<LossFacts> {
  if (stores === null || stores.length === 0) return NO_LOSS;
  const [{ activeSite }, primaryLink] = await Promise.all([
    ctx.db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: run.groupId }, select: { activeSite: true } }),
    ctx.links.linkOf(primary.id),
  ]);
  // It only confirms where the group runs: its data are copied the other way.
  if (activeSite === standby.id) return NO_LOSS;
  const judged = await judgeStores(ctx.db, { planId: run.planId, stores, primary, standby, primaryLink }, ctx.now());
  const accepted = AcceptedLoss.nullable().parse(run.acceptedLoss);
  return {
    stores: judged.map(({ store, said }) => ({ name: store.name, said })),
    acceptedLoss: accepted && { byName: accepted.byName, stores: accepted.stores.map(({ name }) => name) },
  };
}
