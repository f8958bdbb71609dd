import { Fault } from "@holdfast/contracts/fault";
import type { EditChannel, SavedChannel } from "@holdfast/contracts/notification";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { channelOf } from "./channel-of";
import { channelRecord, channelTarget } from "./channel-view";
import { keepDestination, openDestination } from "./destination";
import type { ChannelSettings } from "./notify-settings";

const ACTION = "notification-channel.edit";

/**
 * Changes a channel, or switches it on or off. What is secret and left out stays as it was. Throws `VersionConflict` when another tab was
 * faster, `AlreadyExists` for a name in use.
 */
export async function editChannel(ctx: ServiceContext, settings: ChannelSettings, input: EditChannel): Promise<SavedChannel> {
  const asked = channelTarget(input);
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target: asked });
  const row = await channelOf(ctx, input.id);
  const kept = keepDestination(input.destination, openDestination(row, settings), settings);
  const version = input.version + 1;
  await transact(ctx.db, ctx.now, async (unit) => {
    const namesake = await unit.tx.notificationChannel.findUnique({ where: { name: input.name } });
    if (namesake && namesake.id !== row.id) throw new Fault("AlreadyExists", worded("ChannelNameTaken", { name: input.name }));
    const changed = {
      ...{ name: input.name, settings: kept.shown, topics: [...new Set(input.topics)], selector: input.selector },
      ...{ language: input.language, isOn: input.isOn, isForAlerts: input.isForAlerts, version },
    };
    const { count } = await unit.tx.notificationChannel.updateMany({
      where: { id: row.id, version: input.version },
      data: { ...changed, sealed: settings.sealer.seal(JSON.stringify(kept.sealed), row.id) },
    });
    if (count === 0) throw new Fault("VersionConflict", worded("ChannelChanged", { name: row.name }));
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
      before: channelRecord(row),
      after: channelRecord(changed),
    });
    unit.emit({ type: "notification.changed", clusterIds: [], subject: { kind: "notification-channel", id: row.id }, payload: {} });
  });
  return { id: row.id, version, secret: kept.made };
}
