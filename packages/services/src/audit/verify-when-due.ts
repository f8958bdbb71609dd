import type { AuditVerdict } from "@holdfast/contracts/audit";
import type { ServiceContext } from "../context/service-context";
import { verifyAudit } from "./verify-audit";

/** How long a verification of the chain, by whomever, is good for. */
const GOOD_FOR_MS = 6 * 60 * 60_000;

/** Checks the whole chain unless somebody did in the last six hours; null when it was not due. */
export async function verifyWhenDue(ctx: ServiceContext, publicKeys: ReadonlyMap<string, string>): Promise<AuditVerdict | null> {
  const since = new Date(ctx.now().getTime() - GOOD_FOR_MS);
  if (await ctx.db.prisma.event.findFirst({ where: { type: "audit.verified", at: { gt: since } }, select: { id: true } })) return null;
  return verifyAudit(ctx, publicKeys);
}
