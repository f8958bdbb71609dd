import { ChannelLanguage, type ChannelView, NotificationTopic, ShownDestination } from "@holdfast/contracts/notification";
import { ClusterSelector } from "@holdfast/contracts/selector";
import type { NotificationChannel } from "@holdfast/db/generated/prisma/client";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";

const WEEK_MS = 7 * 86_400_000;

interface Tally {
  readonly channelId: string;
  readonly waiting: number;
  readonly retrying: number;
  readonly failed: number;
  readonly deliveredAt: Date | null;
}

/** A channel as the audit trail names it. */
export const channelTarget = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  kind: "notification-channel",
  id,
  name,
  clusterId: null,
});

/** The topics of a row that this version knows. */
export const topicsOf = (row: Pick<NotificationChannel, "topics">): NotificationTopic[] =>
  row.topics.flatMap((each) => NotificationTopic.safeParse(each).data ?? []);

/** What the audit trail keeps of a channel: all of it but what is secret. */
export const channelRecord = (
  row: Pick<NotificationChannel, "name" | "settings" | "topics" | "selector" | "language" | "isOn" | "isForAlerts">,
) => ({
  name: row.name,
  destination: ShownDestination.parse(row.settings),
  topics: topicsOf(row),
  selector: ClusterSelector.parse(row.selector),
  language: row.language,
  isOn: row.isOn,
  isForAlerts: row.isForAlerts,
});

/** Channels as admins see them, with how their deliveries stand. */
export async function channelViews(ctx: ServiceContext, rows: readonly NotificationChannel[]): Promise<ChannelView[]> {
  const since = new Date(ctx.now().getTime() - WEEK_MS);
  const tallies = await ctx.db.prisma.$queryRaw<Tally[]>(Prisma.sql`
    SELECT channel_id::text AS "channelId", count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
      count(*) FILTER (WHERE state = 'waiting' AND attempts > 0)::int AS retrying,
      count(*) FILTER (WHERE state = 'failed' AND created_at > ${since})::int AS failed,
      max(attempted_at) FILTER (WHERE state = 'delivered') AS "deliveredAt"
    FROM notification_delivery WHERE channel_id = ANY(${rows.map(({ id }) => id)}::uuid[]) GROUP BY 1`);
  const of = new Map(tallies.map((tally) => [tally.channelId, tally]));
  return rows.map((row) => ({
    ...{ id: row.id, version: row.version, createdByName: row.createdByName, createdAt: row.createdAt },
    ...channelRecord(row),
    language: ChannelLanguage.parse(row.language),
    waiting: of.get(row.id)?.waiting ?? 0,
    retrying: of.get(row.id)?.retrying ?? 0,
    failed: of.get(row.id)?.failed ?? 0,
    deliveredAt: of.get(row.id)?.deliveredAt ?? null,
  }));
}
