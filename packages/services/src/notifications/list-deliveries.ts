import { ChannelLanguage, type DeliveryPage, DeliveryState, type ListDeliveries } from "@holdfast/contracts/notification";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";
import { channelOf } from "./channel-of";
import { channelTarget } from "./channel-view";
import { DeliveryContent } from "./content";
import { titleOf } from "./message";

const COUNTED = 10_000;

/** A page of what a channel was told, the newest first. */
export async function listDeliveries(ctx: ServiceContext, input: ListDeliveries): Promise<DeliveryPage> {
  const target = channelTarget({ id: input.channelId, name: input.channelId });
  await authorise(ctx, { permission: "settings:manage", action: "notification-delivery.list", target });
  const channel = await channelOf(ctx, input.channelId);
  const language = ChannelLanguage.parse(channel.language);
  const where = { channelId: channel.id, ...(input.states?.length ? { state: { in: input.states } } : {}) };
  const before = input.cursor === null ? null : readPlace(input.cursor)[1];
  const [rows, counted] = await Promise.all([
    ctx.db.prisma.notificationDelivery.findMany({
      where: { ...where, ...(before === null ? {} : { id: { lt: before } }) },
      orderBy: { id: "desc" },
      take: input.limit + 1,
    }),
    ctx.db.prisma.notificationDelivery.count({ where, take: COUNTED + 1 }),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => {
      const content = DeliveryContent.parse(row.content);
      const phrase = phraseOfRow(row.phrase);
      return {
        ...{ id: row.id, topic: content.topic, title: titleOf(content, language), state: DeliveryState.parse(row.state) },
        ...{ attempts: row.attempts, createdAt: row.createdAt, attemptedAt: row.attemptedAt, nextAttemptAt: row.nextAttemptAt },
        answer: row.answer === "" ? null : { message: row.answer, ...(phrase ? { phrase } : {}) },
      };
    }),
    nextCursor: rows.length > input.limit && last ? writePlace(["", last.id]) : null,
    total: Math.min(counted, COUNTED),
    isTotalCapped: counted > COUNTED,
  };
}
