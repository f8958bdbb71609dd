import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { NotificationChannel } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";

/** The channel of an id. Throws `NotFound`. */
export async function channelOf(ctx: ServiceContext, id: string): Promise<NotificationChannel> {
  const row = await ctx.db.prisma.notificationChannel.findUnique({ where: { id } });
  if (!row) throw new Fault("NotFound", worded("ChannelAbsent"));
  return row;
}
