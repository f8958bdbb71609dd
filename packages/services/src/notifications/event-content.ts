import type { DomainEvent } from "@holdfast/contracts/event";
import type { Database } from "@holdfast/db/database";
import type { DeliveryContent } from "./content";
import { accessContent } from "./content-of-access";
import { alertContent } from "./content-of-alert";
import { armingContent, watchContent } from "./content-of-arming";
import { brokenContent } from "./content-of-audit";
import { automationContent } from "./content-of-automation";
import { findingContent, linkContent, revokedContent } from "./content-of-cluster";
import { driftContent } from "./content-of-drift";
import { drillContent } from "./content-of-drill";
import { overriddenContent, phaseContent, requestedContent, stepContent } from "./content-of-failover";
import { rolloutContent } from "./content-of-rollout";
import { storeContent } from "./content-of-store";
import type { EventReader } from "./event-reader";

/** The types of events that can be worth telling, and how each is read. */
const readers: Partial<Record<DomainEvent["type"], EventReader>> = {
  "failover.requested": requestedContent,
  "failover.phase-changed": phaseContent,
  "failover.step-changed": stepContent,
  "failover.overridden": overriddenContent,
  "rollout.requested": rolloutContent,
  "rollout.changed": rolloutContent,
  "policy.drift-changed": driftContent,
  "cluster.link-changed": linkContent,
  "cluster.revoked": revokedContent,
  "cluster.finding-changed": findingContent,
  "access.changed": accessContent,
  "audit.broken": brokenContent,
  "automation.changed": automationContent,
  "arming.changed": armingContent,
  "watch.changed": watchContent,
  "drill.changed": drillContent,
  "store.verdict-changed": storeContent,
  "search-alert.firing": alertContent,
  "search-alert.resolved": alertContent,
};

/** Who did it, as the audit chain says of the same transaction: it is written with the same instant. */
async function actorOf(db: Database, { at, subject }: DomainEvent): Promise<string | null> {
  const entry = await db.prisma.auditEntry.findFirst({
    where: { at, targetId: subject.id, actorKind: "user" },
    select: { actorName: true },
    orderBy: { seq: "asc" },
  });
  return entry?.actorName ?? null;
}

/** What an event tells people, and whom when it is addressed. */
export interface EventContent {
  readonly content: DeliveryContent;
  readonly onlyTo: readonly string[] | null;
}

/** What an event tells people, with the names of the moment; null when it tells them nothing. What is not there any more is left out. */
export async function contentOfEvent(db: Database, event: DomainEvent): Promise<EventContent | null> {
  const part = await readers[event.type]?.(db, event);
  if (!part) return null;
  const clusters = await db.prisma.cluster.findMany({
    where: { id: { in: event.clusterIds } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const content: DeliveryContent = {
    topic: part.topic,
    at: event.at.toISOString(),
    clusters,
    actor: part.actor === undefined ? await actorOf(db, event) : part.actor,
    gaps: part.gaps,
    detail: part.detail?.message || null,
    ...(part.detail?.phrase ? { detailPhrase: part.detail.phrase } : {}),
    path: part.path,
    event: { type: event.type, subject: event.subject },
  };
  return { content, onlyTo: part.onlyTo ?? null };
}
