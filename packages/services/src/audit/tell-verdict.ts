import { AuditProblemKind, type AuditVerdict } from "@holdfast/contracts/audit";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";

/** What the event of a break says: the first entry that does not hold and how, how many places there are, and who found it. */
export const AuditBreak = z.object({
  seq: z.number().int(),
  kind: AuditProblemKind,
  problems: z.number().int(),
  finder: z.string(),
});
export type AuditBreak = z.infer<typeof AuditBreak>;

/** How an entry can fail to hold. */
export type AuditBreakKind = AuditBreak["kind"];

/** One break is told once in this time, however often it is looked at. */
const TOLD_AGAIN_AFTER_MS = 24 * 60 * 60_000;

/** The break that starts nearest to the chain's begin; null of a chain that holds. */
function firstBreak({ problems }: AuditVerdict, finder: string): AuditBreak | null {
  const [first, ...others] = problems;
  if (!first) return null;
  const { seq, kind } = others.reduce((nearest, each) => (each.seq < nearest.seq ? each : nearest), first);
  return { seq, kind, problems: problems.length, finder };
}

async function wasTold(tx: Prisma.TransactionClient, { seq, kind }: AuditBreak, now: Date): Promise<boolean> {
  const last = await tx.event.findFirst({
    where: { type: "audit.broken", at: { gt: new Date(now.getTime() - TOLD_AGAIN_AFTER_MS) } },
    orderBy: { id: "desc" },
  });
  const told = AuditBreak.safeParse(last?.payload).data;
  return told?.seq === seq && told.kind === kind;
}

/** Says in the event log that the chain was looked at, and how it stands. */
export async function tellVerdict(ctx: ServiceContext, verdict: AuditVerdict): Promise<void> {
  const broken = firstBreak(verdict, ctx.actor.name);
  const subject = { kind: "audit", id: String(broken?.seq ?? verdict.headSeq) };
  // Not audited: nothing is changed, and a chain that is broken may take no entry any more.
  await transact(ctx.db, ctx.now, async (unit) => {
    unit.emit({ type: "audit.verified", clusterIds: [], subject, payload: { isIntact: verdict.isIntact, entries: verdict.entries } });
    if (broken && !(await wasTold(unit.tx, broken, ctx.now())))
      unit.emit({ type: "audit.broken", clusterIds: [], subject, payload: { ...broken } });
  });
  if (broken) ctx.log.error({ reason: `${broken.kind} at entry ${broken.seq}` }, "the audit chain is broken");
}
