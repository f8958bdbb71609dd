import { worded } from "@holdfast/contracts/worded";
import type { NotificationChannel, NotificationDelivery } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { type Attempted, attempt, type SendSettings } from "./attempt";
import { GIVE_UP_AFTER_MS, retryDelayMs } from "./retry-delay";

const HOUR_MS = 3_600_000;
/** So many channels are spoken to at once; each of them gets one message at a time, so that a slow one holds up nobody else for long. */
const AT_ONCE = 8;

/** What sending needs: `chance` is between 0 and 1, and spreads what is tried again. */
export interface AttemptSettings extends SendSettings {
  readonly chance: () => number;
}

type Due = NotificationDelivery & { channel: NotificationChannel };

/** The state that a delivery is in after an attempt. */
function after(delivery: NotificationDelivery, result: Attempted, now: Date, chance: number) {
  const attempts = delivery.attempts + 1;
  if (result.isDelivered) return { state: "delivered", attempts, nextAttemptAt: null, answer: result.answer };
  const next = new Date(now.getTime() + retryDelayMs(attempts, chance));
  const end = delivery.startedAt.getTime() + GIVE_UP_AFTER_MS;
  if (result.isFinal) return { state: "failed", attempts, nextAttemptAt: null, answer: result.answer };
  if (next.getTime() > end) {
    const answer = worded("DeliveryGivenUp", { hours: GIVE_UP_AFTER_MS / HOUR_MS, last: result.answer });
    return { state: "failed", attempts, nextAttemptAt: null, answer };
  }
  return { state: "waiting", attempts, nextAttemptAt: next, answer: result.answer };
}

async function deliver(ctx: ServiceContext, lease: Lease, delivery: Due, settings: AttemptSettings): Promise<void> {
  const result = await attempt(delivery.channel, delivery, settings, ctx.now());
  const now = ctx.now();
  const { answer, ...state } = after(delivery, result, now, settings.chance());
  // Not audited: an attempt is an observation, kept with its delivery; nobody did anything.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const written = await unit.tx.notificationDelivery.updateMany({
      // Sent again or given up by somebody in the meantime: that stands.
      where: { id: delivery.id, state: "waiting", startedAt: delivery.startedAt },
      data: { ...state, attemptedAt: now, answer: answer.message, phrase: storedPhrase(answer) },
    });
    if (written.count === 0) return;
    const subject = { kind: "notification-channel", id: delivery.channelId };
    unit.emit({ type: "notification.changed", clusterIds: [], subject, payload: { state: state.state } });
  });
}

/**
 * Sends what is due, the oldest of each channel, and answers how many were tried. A process that dies between the receiver's yes and ours
 * sends that message a second time, under the same id. Throws `LeaseLost`.
 */
export async function attemptDeliveries(ctx: ServiceContext, lease: Lease, settings: AttemptSettings): Promise<number> {
  const first = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT due.id::text AS id FROM notification_channel c CROSS JOIN LATERAL (
      SELECT id, next_attempt_at FROM notification_delivery d
      WHERE d.channel_id = c.id AND d.state = 'waiting' AND d.next_attempt_at <= ${ctx.now()} ORDER BY d.next_attempt_at, d.id LIMIT 1) AS due
    WHERE c.is_on ORDER BY due.next_attempt_at, due.id LIMIT ${AT_ONCE}`;
  const due = await ctx.db.prisma.notificationDelivery.findMany({
    where: { id: { in: first.map(({ id }) => id) } },
    include: { channel: true },
  });
  const done = await Promise.allSettled(due.map((delivery) => deliver(ctx, lease, delivery, settings)));
  for (const each of done) if (each.status === "rejected") throw each.reason;
  return due.length;
}
