import { Fault } from "@holdfast/contracts/fault";
import type { NewFreezeWindow, SavedFreezeWindow } from "@holdfast/contracts/freeze-window";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { authoriseFreeze, checkFreeze } from "./authorise-freeze";
import { freezeRecord, freezeTarget, guardsChanged, keptTimes } from "./freeze-window-view";

const ACTION = "freeze-window.create";
const MOST = 200;

/** Freezes groups, or all, from now on as the times say. Throws `InvalidInput` for a freeze that would never hold, `TooLarge` when there are too many. */
export async function createFreezeWindow(ctx: ServiceContext, input: NewFreezeWindow): Promise<SavedFreezeWindow> {
  const id = uuid();
  const decision = await authoriseFreeze(ctx, ACTION, id, input);
  checkFreeze(input, ctx.now());
  const { times, ...said } = input;
  await transact(ctx.db, ctx.now, async (unit) => {
    if ((await unit.tx.freezeWindow.count()) >= MOST) throw new Fault("TooLarge", worded("FreezesTooMany", { most: MOST }));
    const by = { madeById: ctx.actor.id, madeByName: ctx.actor.name, madeAt: ctx.now() };
    await unit.tx.freezeWindow.create({ data: { id, ...said, times: keptTimes(times), ...by } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: freezeTarget(id, input), outcome: "succeeded", reason: input.reason },
      ...{ decision, requestId: ctx.requestId, before: null, after: freezeRecord(input) },
    });
    unit.emit(guardsChanged("freeze-window", id));
  });
  return { id, version: 1 };
}
