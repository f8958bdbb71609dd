import { StoreVerdict } from "@holdfast/contracts/data-store";
import type { DomainEvent } from "@holdfast/contracts/event";
import { Phrase } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import type { Database } from "@holdfast/db/database";
import { z } from "zod";
import type { EventReader } from "./event-reader";

const Changed = z.object({
  store: z.string(),
  from: StoreVerdict.nullable(),
  to: StoreVerdict,
  message: z.string().default(""),
  phrase: Phrase.optional().catch(undefined),
});
type Changed = z.infer<typeof Changed>;

/** A lag that swings around its RPO changes its verdict every ten seconds. */
const QUIET_MS = 600_000;

/** Leaving the RPO, once; a store that nobody has measured yet has not left it. */
const isLeaving = ({ from, to }: Changed): boolean =>
  from === null ? to === "over" || to === "broken" : from === "within" && to !== "within";

/** Whether the same was told a moment ago. */
async function wasToldLately(db: Database, event: DomainEvent, { store }: Changed): Promise<boolean> {
  const since = new Date(event.at.getTime() - QUIET_MS);
  const earlier = await db.prisma.event.findMany({
    where: { type: event.type, subjectId: event.subject.id, at: { gte: since }, id: { lt: BigInt(event.id) } },
    select: { payload: true },
  });
  return earlier.some(({ payload }) => {
    const before = Changed.safeParse(payload).data;
    return before?.store === store && isLeaving(before);
  });
}

/** A data store that has left its RPO, or that nobody can measure any more: once in ten minutes a store, however much it swings. */
export const storeContent: EventReader = async (db, event) => {
  const change = Changed.safeParse(event.payload).data;
  if (!change || !isLeaving(change) || (await wasToldLately(db, event, change))) return null;
  const plan = await db.prisma.plan.findUnique({ where: { id: event.subject.id }, select: { id: true, name: true } });
  if (!plan) return null;
  const gaps = { store: change.store, plan: plan.name };
  return { topic: "store.beyond-rpo", gaps, path: `/failover/plans/${plan.id}`, actor: null, detail: textOf(change) };
};
