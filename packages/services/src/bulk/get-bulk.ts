import { type BulkDetail, type BulkRef, BulkVerb } from "@holdfast/contracts/bulk";
import { bulkConfirmation, canStopBulk, canUndoBulk, undoOf } from "@holdfast/domain/object/bulk-gates";
import type { ServiceContext } from "../context/service-context";
import { gateForCaller } from "../failover/failover-rights";
import { objectPermissions } from "../objects/object-permissions";
import { bulkTallies, childrenOf, standingOf } from "./bulk-standing";
import { bulkView } from "./bulk-view";
import { visibleBulk } from "./visible-bulk";

const MOST_CURRENT = 5;

/** One bulk order: how far it is, what is under way, and what the caller may do about it. */
export async function getBulk(ctx: ServiceContext, { bulkId }: BulkRef): Promise<BulkDetail> {
  const { bulk, clusters, undoneBy } = await visibleBulk(ctx, bulkId);
  const ids = clusters.map(({ id }) => id);
  const [tallies, current] = await Promise.all([
    bulkTallies(ctx, [bulkId], ids),
    ctx.db.prisma.$queryRaw<{ name: string }[]>`
      SELECT child.name FROM ${childrenOf([bulkId], ids)} AND ${standingOf(ctx.now())} = 'running'
      ORDER BY child.position LIMIT ${MOST_CURRENT}`,
  ]);
  const tally = tallies.get(bulkId) ?? {};
  const verb = BulkVerb.parse(bulk.verb);
  const succeeded = tally.succeeded ?? 0;
  const isFinished = bulk.finishedAt !== null;
  const back = undoOf(verb);
  const undoable = canUndoBulk({ isFinished, isUndone: undoneBy !== null, succeeded });
  const environments = clusters.map(({ environment }) => environment);
  return {
    ...bulkView(bulk, tally, undoneBy),
    current: current.map(({ name }) => name),
    stop: await gateForCaller(ctx, canStopBulk({ isFinished, isStopped: bulk.stoppedAt !== null }), objectPermissions[verb], clusters),
    undo: back && {
      verb: back,
      gate: await gateForCaller(ctx, undoable, objectPermissions[back], clusters),
      count: succeeded,
      confirm: bulkConfirmation(back, environments, succeeded),
    },
  };
}
