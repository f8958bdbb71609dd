import { Fault } from "@holdfast/contracts/fault";
import type { SearchAlertView, SetSearchAlert } from "@holdfast/contracts/search-alert";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { ownSavedSearch } from "../search/own-saved-search";
import { savedSearchTarget } from "../search/saved-search-view";
import { alertView } from "./alert-view";

const ACTION = "search-alert.set";
const MOST = 20;

/**
 * Switches the alert of one's saved search on, or changes it; it is counted anew with its owner's rights of each moment. Throws
 * `InvalidInput` for a channel that is not for alerts, `TooLarge` beyond 20 alerts.
 */
export async function setSearchAlert(ctx: ServiceContext, input: SetSearchAlert): Promise<SearchAlertView> {
  const search = await ownSavedSearch(ctx, input.searchId, ACTION);
  const target = savedSearchTarget(search);
  const decision = await authorise(ctx, { permission: "search:save", action: ACTION, target });
  const { searchId, condition, threshold, holdSeconds } = input;
  const asked = { condition, threshold: condition === "moreThan" ? threshold : 0, holdSeconds, channelIds: [...new Set(input.channelIds)] };
  return transact(ctx.db, ctx.now, async (unit) => {
    // One's own searches one at a time, so that two tabs do not pass the limit together.
    await unit.tx.$queryRaw`SELECT id FROM saved_search WHERE owner_id = ${ctx.actor.id} ORDER BY id FOR UPDATE`;
    const known = await unit.tx.notificationChannel.count({ where: { id: { in: asked.channelIds }, isForAlerts: true, isOn: true } });
    if (known !== asked.channelIds.length) throw new Fault("InvalidInput", worded("AlertChannelAbsent"));
    const before = await unit.tx.searchAlert.findUnique({ where: { searchId } });
    const others = await unit.tx.searchAlert.count({ where: { search: { ownerId: ctx.actor.id }, searchId: { not: searchId } } });
    if (others >= MOST) throw new Fault("TooLarge", worded("AlertsTooMany", { most: MOST }));
    const now = ctx.now();
    const fresh = {
      isFiring: false,
      since: now,
      differsSince: null,
      found: null,
      isCapped: false,
      problem: "",
      phrase: Prisma.DbNull,
      knownResults: null,
      coveredKinds: null,
    };
    const row = await unit.tx.searchAlert.upsert({
      where: { searchId },
      create: { searchId, ...asked, ...fresh, setAt: now },
      // Another condition begins anew; other channels or another time to hold do not.
      update: {
        ...asked,
        ...(before?.condition === asked.condition && before.threshold === asked.threshold ? {} : fresh),
        ...{ setAt: now, evaluatedAt: null },
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: before && {
        condition: before.condition,
        threshold: before.threshold,
        holdSeconds: before.holdSeconds,
        channelIds: before.channelIds,
      },
      after: asked,
    });
    unit.emit({ type: "search-alert.changed", clusterIds: [], subject: { kind: "saved-search", id: searchId }, payload: {} });
    return alertView(row);
  });
}
