import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { channelOf } from "./channel-of";
import { channelRecord, channelTarget } from "./channel-view";

const ACTION = "notification-channel.delete";

/** Deletes a channel with its deliveries: what was still waiting is not sent. */
export async function deleteChannel(ctx: ServiceContext, id: string): Promise<void> {
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target: channelTarget({ id, name: id }) });
  const row = await channelOf(ctx, id);
  await transact(ctx.db, ctx.now, async (unit) => {
    const { count: waiting } = await unit.tx.notificationDelivery.deleteMany({ where: { channelId: id, state: "waiting" } });
    const gone = await unit.tx.notificationChannel.deleteMany({ where: { id } });
    if (gone.count === 0) return;
    unit.audit({
      ...{
        actor: ctx.actor,
        action: ACTION,
        target: channelTarget(row),
        outcome: "succeeded",
        reason: null,
        decision,
        requestId: ctx.requestId,
      },
      before: { ...channelRecord(row), waiting },
      after: null,
    });
    unit.emit({ type: "notification.changed", clusterIds: [], subject: { kind: "notification-channel", id }, payload: {} });
  });
}
