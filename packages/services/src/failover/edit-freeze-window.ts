import { Fault } from "@holdfast/contracts/fault";
import type { EditFreezeWindow, SavedFreezeWindow } from "@holdfast/contracts/freeze-window";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { authoriseFreeze, checkFreeze, ownedFreeze } from "./authorise-freeze";
import { freezeOf, freezeRecord, freezeTarget, guardsChanged, keptTimes } from "./freeze-window-view";

const ACTION = "freeze-window.edit";

/**
 * Says a freeze anew; the rights are those about what it was and about what it becomes. Throws `VersionConflict` when somebody was
 * faster, and else what making one throws.
 */
export async function editFreezeWindow(ctx: ServiceContext, { id, version, ...input }: EditFreezeWindow): Promise<SavedFreezeWindow> {
  const { row } = await ownedFreeze(ctx, ACTION, id);
  const decision = await authoriseFreeze(ctx, ACTION, id, input);
  checkFreeze(input, ctx.now());
  const { times, ...said } = input;
  const before = freezeOf(row);
  await transact(ctx.db, ctx.now, async (unit) => {
    const by = { madeById: ctx.actor.id, madeByName: ctx.actor.name, madeAt: ctx.now() };
    const data = { ...said, times: keptTimes(times), ...by, version: version + 1 };
    const { count } = await unit.tx.freezeWindow.updateMany({ where: { id, version }, data });
    if (count === 0) throw new Fault("VersionConflict", worded("FreezeChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: freezeTarget(id, before), outcome: "succeeded", reason: input.reason },
      ...{ decision, requestId: ctx.requestId, before: freezeRecord(before), after: freezeRecord(input) },
    });
    unit.emit(guardsChanged("freeze-window", id));
  });
  return { id, version: version + 1 };
}
