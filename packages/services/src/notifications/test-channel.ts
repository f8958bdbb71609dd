import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { channelOf } from "./channel-of";
import { channelTarget } from "./channel-view";
import { type DeliveryContent, keptContent } from "./content";

const ACTION = "notification-channel.test";

/** Sends a message that says it is a test, the way that all messages go. What became of it is told by its delivery. */
export async function testChannel(ctx: ServiceContext, id: string): Promise<{ deliveryId: string }> {
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target: channelTarget({ id, name: id }) });
  const row = await channelOf(ctx, id);
  const deliveryId = uuid();
  const now = ctx.now();
  const content: DeliveryContent = {
    ...{ topic: "test", at: now.toISOString(), clusters: [], actor: ctx.actor.name, gaps: { channel: row.name }, detail: null },
    ...{ path: `/settings/notifications/${id}`, event: null },
  };
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT id FROM notification_channel WHERE id = ${id}::uuid FOR SHARE`;
    const current = await unit.tx.notificationChannel.findUnique({ where: { id }, select: { isOn: true } });
    if (!current) throw new Fault("NotFound", worded("ChannelAbsent"));
    if (!current.isOn) throw new Fault("WrongPhase", worded("ChannelOff", { name: row.name }));
    await unit.tx.notificationDelivery.create({
      data: {
        id: deliveryId,
        channelId: id,
        topic: "test",
        content: keptContent(content),
        state: "waiting",
        createdAt: now,
        startedAt: now,
        nextAttemptAt: now,
      },
    });
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
      before: null,
      after: { delivery: deliveryId },
    });
    unit.emit({ type: "notification.changed", clusterIds: [], subject: { kind: "notification-channel", id }, payload: {} });
  });
  return { deliveryId };
}
