import { FreezeTimes, type FreezeWindowView, type NewFreezeWindow } from "@holdfast/contracts/freeze-window";
import type { Json } from "@holdfast/contracts/json";
import type { NewEvent } from "@holdfast/db/event-log";
import type { FreezeWindow } from "@holdfast/db/generated/prisma/client";
import { heldUntil, nextStart } from "@holdfast/domain/freeze/freeze-times";

/** A freeze as the audit trail names it. */
export const freezeTarget = (id: string, freeze: { readonly name: string } | null) => ({
  ...{ kind: "freeze-window", id, name: freeze?.name ?? id, clusterId: null },
});

/** What a row says. */
export const freezeOf = ({ name, reason, groups, times }: FreezeWindow): NewFreezeWindow => ({
  ...{ name, reason, groups, times: FreezeTimes.parse(times) },
});

/** What the row and the audit trail keep of times: plain JSON, instants as text. */
export const keptTimes = (times: FreezeTimes) => JSON.parse(JSON.stringify(times)) as { [key: string]: Json };

/** What the audit trail keeps of a freeze: all of it. */
export const freezeRecord = ({ name, reason, groups, times }: NewFreezeWindow) => ({ name, reason, groups, times: keptTimes(times) });

/** The news that a guard which people set is another now. The plans are evaluated anew by it. */
export const guardsChanged = (kind: string, id: string): NewEvent => ({
  ...{ type: "guards.changed", clusterIds: [], subject: { kind, id }, payload: {} },
});

/** A freeze as its readers see it. */
export function freezeView(row: FreezeWindow, mayManage: boolean, now: Date): FreezeWindowView {
  const freeze = freezeOf(row);
  return {
    ...{ id: row.id, version: row.version, madeByName: row.madeByName, madeAt: row.madeAt, mayManage },
    ...freeze,
    holdsUntil: heldUntil(freeze.times, now),
    nextAt: nextStart(freeze.times, now),
  };
}
