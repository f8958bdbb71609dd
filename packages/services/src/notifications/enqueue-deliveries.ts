import type { DomainEvent } from "@holdfast/contracts/event";
import { NotificationTopic } from "@holdfast/contracts/notification";
import { ClusterSelector } from "@holdfast/contracts/selector";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { eventHead, readEvents } from "../events/read-events";
import { topicsOf } from "./channel-view";
import { keptContent } from "./content";
import { contentOfEvent, type EventContent } from "./event-content";
import { isTold } from "./is-told";

type Draft = Prisma.NotificationDeliveryCreateManyInput;

/** The channels that are on, with what each listens to. */
async function listeningChannels(ctx: ServiceContext) {
  const rows = await ctx.db.prisma.notificationChannel.findMany({ where: { isOn: true } });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt,
    isForAlerts: row.isForAlerts,
    topics: topicsOf(row),
    selector: ClusterSelector.parse(row.selector),
  }));
}

/** One delivery of an event for each channel that is told of it. */
async function draftsOf(
  ctx: ServiceContext,
  channels: Awaited<ReturnType<typeof listeningChannels>>,
  event: DomainEvent,
  { content, onlyTo }: EventContent,
): Promise<Draft[]> {
  const { topic } = content;
  const asked = NotificationTopic.safeParse(topic).data;
  const clusters = (await ctx.db.prisma.cluster.findMany({ where: { id: { in: event.clusterIds } }, select: clusterRowFields })).map(
    clusterRow,
  );
  const now = ctx.now();
  return channels
    .filter((channel) => channel.createdAt <= event.at)
    .filter((channel) =>
      onlyTo === null ? asked !== undefined && isTold(channel, asked, clusters) : channel.isForAlerts && onlyTo.includes(channel.id),
    )
    .map(({ id: channelId }) => ({
      ...{ id: uuid(), channelId, eventId: BigInt(event.id), topic, content: keptContent(content) },
      ...{ state: "waiting", createdAt: now, startedAt: now, nextAttemptAt: now },
    }));
}

/**
 * Reads on in the event log and writes a delivery for each channel that an event is for; answers how many events were read. The cursor moves
 * in the transaction of the rows, under the lease: an event is neither lost by a crash nor written twice. Throws `LeaseLost`.
 */
export async function enqueueDeliveries(ctx: ServiceContext, lease: Lease): Promise<number> {
  const { eventId: after } = await ctx.db.prisma.notificationCursor.findUniqueOrThrow({ where: { id: 1 } });
  // Read before the events: what is beyond the last of them and up to here is of types that this version does not know.
  const head = await eventHead(ctx.db);
  if (head <= after) return 0;
  const events = await readEvents(ctx.db, after);
  const channels = await listeningChannels(ctx);
  const drafts: Draft[] = [];
  if (channels.length > 0)
    for (const event of events) {
      const told = await contentOfEvent(ctx.db, event);
      if (told) drafts.push(...(await draftsOf(ctx, channels, event, told)));
    }
  const last = events.length > 0 ? BigInt(events.at(-1)?.id ?? after) : head;
  // Not audited: what is told is of the log's own making; nobody did anything.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const living = new Set((await unit.tx.notificationChannel.findMany({ select: { id: true } })).map(({ id }) => id));
    await unit.tx.notificationDelivery.createMany({ data: drafts.filter((each) => living.has(each.channelId)), skipDuplicates: true });
    await unit.tx.notificationCursor.update({ where: { id: 1 }, data: { eventId: last } });
  });
  return events.length;
}
