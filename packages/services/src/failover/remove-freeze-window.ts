import { Fault } from "@holdfast/contracts/fault";
import type { RemoveFreezeWindow } from "@holdfast/contracts/freeze-window";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { ownedFreeze } from "./authorise-freeze";
import { freezeOf, freezeRecord, freezeTarget, guardsChanged } from "./freeze-window-view";

const ACTION = "freeze-window.remove";

/** Takes a freeze away: what it kept may start at once. Throws `VersionConflict` when somebody changed it in the meantime. */
export async function removeFreezeWindow(ctx: ServiceContext, { id, version }: RemoveFreezeWindow): Promise<void> {
  const { row, decision } = await ownedFreeze(ctx, ACTION, id);
  const before = freezeOf(row);
  await transact(ctx.db, ctx.now, async (unit) => {
    const { count } = await unit.tx.freezeWindow.deleteMany({ where: { id, version } });
    if (count === 0) throw new Fault("VersionConflict", worded("FreezeChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: freezeTarget(id, before), outcome: "succeeded", reason: null },
      ...{ decision, requestId: ctx.requestId, before: freezeRecord(before), after: null },
    });
    unit.emit(guardsChanged("freeze-window", id));
    unit.wake({ topic: "run", key: id });
  });
}
