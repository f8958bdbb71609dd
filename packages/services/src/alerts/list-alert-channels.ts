import { ChannelKind } from "@holdfast/contracts/notification";
import type { AlertChannel } from "@holdfast/contracts/search-alert";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** The channels that an admin opened to the alerts of everybody's searches, by name; where they lead is not told. At most 100. */
export async function listAlertChannels(ctx: ServiceContext): Promise<AlertChannel[]> {
  await authorise(ctx, {
    permission: "search:save",
    action: "search-alert.channels",
    target: { kind: "notification-channel", id: "all", name: "notification channels", clusterId: null },
  });
  const rows = await ctx.db.prisma.notificationChannel.findMany({
    where: { isForAlerts: true, isOn: true },
    select: { id: true, name: true, kind: true },
    orderBy: { name: "asc" },
    take: 100,
  });
  return rows.map((row) => ({ ...row, kind: ChannelKind.parse(row.kind) }));
}
