import type { DomainEvent } from "@holdfast/contracts/event";
import { Phrase } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { z } from "zod";
import { linkReason } from "../clusters/link-reason";
import type { EventReader } from "./event-reader";

const LinkChange = z.object({ state: z.string() });
const Finding = z.object({
  code: z.string(),
  object: z.string(),
  isResolved: z.boolean(),
  isNew: z.boolean().default(false),
  severity: z.string().default(""),
  message: z.string().default(""),
  phrase: Phrase.optional().catch(undefined),
});

const nameOf = async (db: Database, event: DomainEvent) =>
  (await db.prisma.cluster.findUnique({ where: { id: event.subject.id }, select: { name: true } }))?.name ?? null;
const pathOf = (cluster: string) => `/clusters/${encodeURIComponent(cluster)}`;

/** A link that fell silent, or that is back after it had. An agent's first link, or one that moves to another hub, is neither. */
export const linkContent: EventReader = async (db, event) => {
  const state = LinkChange.safeParse(event.payload).data?.state;
  const cluster = await nameOf(db, event);
  if (cluster === null || state === undefined) return null;
  const [now, before] = await db.prisma.linkTransition.findMany({
    where: { clusterId: event.subject.id, at: { lte: event.at } },
    orderBy: { id: "desc" },
    take: 2,
  });
  const part = { gaps: { cluster }, path: pathOf(cluster), actor: null, detail: now ? linkReason(now.reason) : null };
  if (state === "unreachable" && now?.state === "unreachable") return { topic: "cluster.lost", ...part };
  if (state === "connected" && now?.state === "connected" && before?.state === "unreachable") return { topic: "cluster.back", ...part };
  return null;
};

/** An agent whose identity was taken away. */
export const revokedContent: EventReader = async (db, event) => {
  const cluster = await nameOf(db, event);
  return cluster === null ? null : { topic: "cluster.revoked", gaps: { cluster }, path: pathOf(cluster) };
};

/** A critical finding that was not there before, or that is gone. */
export const findingContent: EventReader = async (db, event) => {
  const finding = Finding.safeParse(event.payload).data;
  const cluster = await nameOf(db, event);
  if (!finding || cluster === null || finding.severity !== "critical" || !(finding.isNew || finding.isResolved)) return null;
  return {
    topic: finding.isResolved ? "finding.resolved" : "finding.critical",
    ...{ gaps: { cluster, code: finding.code }, path: pathOf(cluster), actor: null },
    detail: finding.object === "" ? textOf(finding) : worded("FindingOnObject", { object: finding.object, said: textOf(finding) }),
  };
};
