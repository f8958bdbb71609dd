import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { ownSavedSearch } from "../search/own-saved-search";
import { savedSearchTarget } from "../search/saved-search-view";

const ACTION = "search-alert.end";

/** Switches the alert of one's saved search off. Throws `NotFound` when it has none. */
export async function endSearchAlert(ctx: ServiceContext, searchId: string): Promise<void> {
  const search = await ownSavedSearch(ctx, searchId, ACTION);
  const target = savedSearchTarget(search);
  const decision = await authorise(ctx, { permission: "search:save", action: ACTION, target });
  await transact(ctx.db, ctx.now, async (unit) => {
    const before = await unit.tx.searchAlert.findUnique({ where: { searchId } });
    const gone = await unit.tx.searchAlert.deleteMany({ where: { searchId } });
    if (!before || gone.count === 0) throw new Fault("NotFound", worded("AlertAbsent"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { condition: before.condition, threshold: before.threshold, holdSeconds: before.holdSeconds, channelIds: before.channelIds },
      after: null,
    });
    unit.emit({ type: "search-alert.changed", clusterIds: [], subject: { kind: "saved-search", id: searchId }, payload: {} });
  });
}
