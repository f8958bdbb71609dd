import type { ChannelPage, ChannelView } from "@holdfast/contracts/notification";
import type { PageRequest } from "@holdfast/contracts/page";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";
import { channelOf } from "./channel-of";
import { channelTarget, channelViews } from "./channel-view";

/** A page of the channels, by name. */
export async function listChannels(ctx: ServiceContext, input: PageRequest): Promise<ChannelPage> {
  await authorise(ctx, {
    permission: "settings:manage",
    action: "notification-channel.list",
    target: channelTarget({ id: "all", name: "notification channels" }),
  });
  const after = input.cursor === null ? null : readPlace(input.cursor)[0];
  const [rows, total] = await Promise.all([
    ctx.db.prisma.notificationChannel.findMany({
      where: after === null ? {} : { name: { gt: after } },
      orderBy: { name: "asc" },
      take: input.limit + 1,
    }),
    ctx.db.prisma.notificationChannel.count(),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: await channelViews(ctx, page),
    nextCursor: rows.length > input.limit && last ? writePlace([last.name, last.id]) : null,
    total,
    isTotalCapped: false,
  };
}

/** One channel. Throws `NotFound`. */
export async function getChannel(ctx: ServiceContext, id: string): Promise<ChannelView> {
  await authorise(ctx, { permission: "settings:manage", action: "notification-channel.get", target: channelTarget({ id, name: id }) });
  const row = await channelOf(ctx, id);
  const [view] = await channelViews(ctx, [row]);
  // One row was asked about, and one is answered.
  return view as ChannelView;
}
