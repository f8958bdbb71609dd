import { Fault } from "@holdfast/contracts/fault";
import type { NewChannel, SavedChannel } from "@holdfast/contracts/notification";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { channelRecord, channelTarget } from "./channel-view";
import { keepDestination } from "./destination";
import type { ChannelSettings } from "./notify-settings";

const ACTION = "notification-channel.create";
const MOST = 100;

/**
 * Makes a channel, which is told from now on. Throws `InvalidInput` for a destination that must not be called, `AlreadyExists` for a name
 * in use.
 */
export async function createChannel(ctx: ServiceContext, settings: ChannelSettings, input: NewChannel): Promise<SavedChannel> {
  const id = uuid();
  const target = channelTarget({ id, name: input.name });
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target });
  const { shown, sealed, made } = keepDestination(input.destination, null, settings);
  await transact(ctx.db, ctx.now, async (unit) => {
    const others = await unit.tx.notificationChannel.findMany({ select: { name: true } });
    if (others.some(({ name }) => name === input.name)) throw new Fault("AlreadyExists", worded("ChannelNameTaken", { name: input.name }));
    if (others.length >= MOST) throw new Fault("TooLarge", worded("ChannelsTooMany", { most: MOST }));
    const row = await unit.tx.notificationChannel.create({
      data: {
        ...{ id, name: input.name, kind: shown.kind, settings: shown, sealed: settings.sealer.seal(JSON.stringify(sealed), id) },
        ...{ topics: [...new Set(input.topics)], selector: input.selector, language: input.language, isForAlerts: input.isForAlerts },
        ...{ createdById: ctx.actor.id, createdByName: ctx.actor.name, createdAt: ctx.now() },
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: null,
      after: channelRecord(row),
    });
    unit.emit({ type: "notification.changed", clusterIds: [], subject: { kind: "notification-channel", id }, payload: {} });
  });
  return { id, version: 1, secret: made };
}
