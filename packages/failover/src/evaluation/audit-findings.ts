import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { z } from "zod";
import { finding } from "../define-step";

/** The hub verifies every six hours: after four that did not come, nobody looks any more. */
const TRUSTED_FOR_MS = 24 * 60 * 60_000;

const OBJECT = "audit chain";

interface Row {
  readonly type: string;
  readonly at: Date;
  readonly payload: unknown;
}
const Verified = z.object({ isIntact: z.boolean() });
const Broken = z.object({ seq: z.number(), kind: z.string() });

/** The newest verification of the chain, and the break that was told last. */
const verdicts = ({ prisma }: Pick<Database, "prisma">) => prisma.$queryRaw<Row[]>`
  (SELECT type, at, payload FROM event WHERE type IN ('audit.verified', 'audit.broken') AND type = 'audit.verified' ORDER BY id DESC LIMIT 1)
  UNION ALL
  (SELECT type, at, payload FROM event WHERE type IN ('audit.verified', 'audit.broken') AND type = 'audit.broken' ORDER BY id DESC LIMIT 1)`;

/**
 * Whether the record can be trusted that a run will be approved and reported in: by the last verification of the audit chain, whoever asked
 * for it. Before the first nothing is said: a hub makes it when it starts.
 */
export async function auditFindings(db: Pick<Database, "prisma">, now: Date): Promise<PlanFinding[]> {
  const rows = await verdicts(db);
  const last = rows.find(({ type }) => type === "audit.verified");
  const verified = Verified.safeParse(last?.payload);
  if (!last || !verified.success) return [];
  if (!verified.data.isIntact) {
    const at = Broken.safeParse(rows.find(({ type }) => type === "audit.broken")?.payload).data;
    return [{ step: null, ...finding("AuditChainBroken", "blocking", OBJECT, { entry: at ? at.seq : "?", kind: at?.kind ?? "?" }) }];
  }
  if (now.getTime() - last.at.getTime() <= TRUSTED_FOR_MS) return [];
  return [{ step: null, ...finding("AuditChainUnverified", "warning", OBJECT, { at: last.at.toISOString().slice(0, 16) }) }];
}
