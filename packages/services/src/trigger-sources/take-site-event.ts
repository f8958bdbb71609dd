import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { type SiteEvent, TRIGGER_SECRET_PREFIX } from "@holdfast/contracts/trigger-source";
import { worded } from "@holdfast/contracts/worded";
import type { TriggerSource } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { secretHash } from "../identity/secret";
import { sourceTarget } from "./trigger-source-target";

/** How old an event may be, and how far ahead its source's clock. Ids are kept for longer, so that no replay gets through. */
const [MOST_AGE_MS, MOST_AHEAD_MS, KEPT_MS] = [600_000, 60_000, 86_400_000];

type Base = Pick<ServiceContext, "db" | "now" | "log"> & { readonly requestId: string };

/** Whose secret it is; null for one that was revoked or never was. Read from the store each time. */
export async function findTriggerSource({ db }: Pick<ServiceContext, "db">, secret: string): Promise<TriggerSource | null> {
  if (!secret.startsWith(TRIGGER_SECRET_PREFIX) || secret.length > 200) return null;
  return db.prisma.triggerSource.findFirst({ where: { secretHash: secretHash(secret), revokedAt: null } });
}

const auditOf = (base: Base, source: TriggerSource) => ({
  ...{ actor: { kind: "system" as const, id: source.id, name: `trigger source ${source.name}` }, action: "trigger-source.report" },
  ...{ target: sourceTarget(source), decision: null, requestId: base.requestId },
});

/** Writes down that a source that is known said something that does not count, and refuses it. */
async function refuse(base: Base, source: TriggerSource, why: Worded): Promise<never> {
  await transact(base.db, base.now, async (unit) =>
    unit.audit({ ...auditOf(base, source), outcome: "refused", reason: why.message.slice(0, 1024), before: null, after: null }),
  );
  throw new Fault("InvalidInput", why);
}

/**
 * Takes what a source reports of a cluster: one vantage more for plans that ask for it, and never a failover by itself. The same event a
 * second time, known by its source and id, is answered alike and changes nothing. Throws `InvalidInput` for one that is too old or about no cluster.
 */
export async function takeSiteEvent(base: Base, source: TriggerSource, event: SiteEvent): Promise<{ isNew: boolean }> {
  const happenedAt = new Date(event.time);
  const ageMs = base.now().getTime() - happenedAt.getTime();
  const known = { sourceId: source.id, eventSource: event.source, eventId: event.id };
  const before = await base.db.prisma.primaryReport.findUnique({ where: { sourceId_eventSource_eventId: known } });
  if (before) return { isNew: false };
  if (ageMs > MOST_AGE_MS || ageMs < -MOST_AHEAD_MS)
    return refuse(base, source, worded("SiteEventTooOld", { time: event.time, minutes: MOST_AGE_MS / 60_000 }));
  const cluster = await base.db.prisma.cluster.findUnique({ where: { name: event.subject }, select: { id: true } });
  if (!cluster) return refuse(base, source, worded("SiteEventOfNoCluster", { cluster: event.subject }));
  return transact(base.db, base.now, async (unit) => {
    const receivedAt = base.now();
    const sight = event.type === "dev.holdfast.site.lost" ? "silent" : "answers";
    const { count } = await unit.tx.primaryReport.createMany({
      data: [{ ...known, clusterId: cluster.id, sight, happenedAt, receivedAt }],
      skipDuplicates: true,
    });
    if (count === 0) return { isNew: false };
    await unit.tx.primaryReport.deleteMany({
      where: { sourceId: source.id, receivedAt: { lt: new Date(receivedAt.getTime() - KEPT_MS) } },
    });
    await unit.tx.triggerSource.update({ where: { id: source.id }, data: { lastEventAt: receivedAt } });
    unit.audit({
      ...{ ...auditOf(base, source), outcome: "succeeded", reason: null, before: null },
      after: { cluster: event.subject, type: event.type, source: event.source.slice(0, 200), id: event.id, time: event.time },
    });
    return { isNew: true };
  });
}
