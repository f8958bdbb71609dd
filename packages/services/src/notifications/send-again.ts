import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { channelTarget } from "./channel-view";

const ACTION = "notification-delivery.send-again";

/** Sends a delivery that was given up, or that arrived, once more: the same message under the same id, tried for a day from now. */
export async function sendAgain(ctx: ServiceContext, deliveryId: string): Promise<void> {
  const asked = { kind: "notification-delivery", id: deliveryId, name: deliveryId, clusterId: null };
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target: asked });
  await transact(ctx.db, ctx.now, async (unit) => {
    const row = await unit.tx.notificationDelivery.findUnique({ where: { id: deliveryId }, include: { channel: true } });
    if (!row) throw new Fault("NotFound", worded("DeliveryAbsent"));
    if (!row.channel.isOn) throw new Fault("WrongPhase", worded("ChannelOff", { name: row.channel.name }));
    const now = ctx.now();
    const again = await unit.tx.notificationDelivery.updateMany({
      where: { id: deliveryId, state: { not: "waiting" } },
      data: { state: "waiting", attempts: 0, startedAt: now, nextAttemptAt: now, answer: "", phrase: Prisma.DbNull },
    });
    if (again.count === 0) throw new Fault("WrongPhase", worded("DeliveryWaits"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      target: channelTarget(row.channel),
      before: { delivery: deliveryId, state: row.state, attempts: row.attempts },
      after: { delivery: deliveryId, state: "waiting" },
    });
    unit.emit({ type: "notification.changed", clusterIds: [], subject: { kind: "notification-channel", id: row.channelId }, payload: {} });
  });
}
